// A server for tests: the department of `app4g-loopback`, led by lines on its standard input.

import App4GCore
import Foundation
import Testing

@testable import ShellKit

/// Noon of 23 November 2026 in Viet Nam, shortly after the department published.
let noon: Int64 = 1_795_410_000

/// A repository on this machine that does what a test says; each order waits until it is carried out.
final class Department: Sendable {
  enum Trouble: Error {
    /// `APP4G_LOOPBACK` names no program.
    case unknown
    /// It said something else than it should.
    case said(String, order: String)
    /// It says nothing any more.
    case silent
  }

  /// What a profile trusts and where it asks.
  let repository: RepositoryConfig
  private let process = Shared(Process())
  private let orders = Pipe()
  private let answers: Answers
  private let left = Shared(0)

  init() async throws {
    guard let program = ProcessInfo.processInfo.environment["APP4G_LOOPBACK"] else { throw Trouble.unknown }
    let told = Pipe()
    try process.change { [orders] process in
      process.executableURL = URL(filePath: program)
      process.standardInput = orders
      process.standardOutput = told
      return Result { try process.run() }
    }.get()
    answers = Answers(told.fileHandleForReading)
    let ready = try await answers.next().split(separator: " ").map(String.init)
    guard ready.count == 3, ready[0] == "ready" else { throw Trouble.said("\(ready)", order: "") }
    repository = RepositoryConfig(
      root: try Data(contentsOf: URL(filePath: ready[1])), mirrors: [ready[2]], archives: [], trial: .allowed)
  }

  /// From now on what is asked first is never answered.
  func stall() async throws { try await tell("stall", "stalls") }

  /// Waits until somebody asks what is not answered.
  func hangs() async throws { try await tell("hangs", "hangs") }

  /// Waits until one more client closed its socket before it had its answer.
  func seesOneLeave() async throws {
    let count = left.change { count in
      count += 1
      return count
    }
    try await tell("left \(count)", "left \(count)")
  }

  /// Answers again.
  func mend() async throws { try await tell("mend", "mended") }

  /// Ends it.
  func end() async throws {
    try orders.fileHandleForWriting.close()
    try await eventually { process.change { !$0.isRunning } }
  }

  private func tell(_ order: String, _ done: String) async throws {
    try orders.fileHandleForWriting.write(contentsOf: Data("\(order)\n".utf8))
    let answer = try await answers.next()
    guard answer == done else { throw Trouble.said(answer, order: order) }
  }
}

/// Lines of a program, read on a thread of their own.
private final class Answers: Sendable {
  private let lines = Shared<[String]>([])
  private let isOver = Shared(false)

  init(_ file: FileHandle) {
    let (lines, isOver) = (lines, isOver)
    Thread {
      var rest = Data()
      while case let read = file.availableData, !read.isEmpty {
        rest += read
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
          let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
          lines.change { $0.append(line) }
          rest = Data(rest[rest.index(after: end)...])
        }
      }
      isOver.change { $0 = true }
    }.start()
  }

  /// The next line, once it is there.
  func next() async throws -> String {
    try await eventually { !lines.value.isEmpty || isOver.value }
    guard let line = lines.change({ $0.isEmpty ? nil : $0.removeFirst() }) else { throw Department.Trouble.silent }
    return line
  }
}

/// A clock that stands still.
final class StoppedClock: Clock {
  private let seconds: Int64

  init(_ seconds: Int64) {
    self.seconds = seconds
  }

  func unixSeconds() throws -> Int64 { seconds }
}

extension Profile {
  /// Trusts the department and asks it.
  func asking(_ department: Department) -> OpenConfig {
    var config = config
    config.repository = department.repository
    config.addresses = .publicAndLoopback
    return config
  }

  /// The same ports at another moment.
  func ports(at seconds: Int64) -> Session.Ports {
    ports(StoppedClock(seconds))
  }
}
