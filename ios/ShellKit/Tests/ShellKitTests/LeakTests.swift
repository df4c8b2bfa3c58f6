// A thousand opens and closes leave nothing behind: no thread, no file, no object.

import App4GCore
import Foundation
import Testing

@testable import ShellKit

/// Threads of the core that serve one listener each; the runtime's own are there for good.
private func listenerThreads() -> Int {
  threads("app4g-")
}

/// Threads of this process whose names begin with `prefix`.
func threads(_ prefix: String) -> Int {
  let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
  let names = tasks.compactMap { try? String(contentsOfFile: "/proc/self/task/\($0)/comm", encoding: .utf8) }
  return names.count { $0.hasPrefix(prefix) }
}

private func openFiles() -> Int {
  (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count ?? -1
}

extension RealCore {
  @Suite struct Leaks {
    @Test func aThousandOpensAndClosesLeaveNothing() async throws {
      let profile = Profile()
      defer { profile.remove() }
      try await openAndClose(profile, Shared(0))
      try await eventually { listenerThreads() == 0 }
      let (files, freed) = (openFiles(), Shared(0))
      for _ in 0..<1_000 {
        try await openAndClose(profile, freed)
      }
      try await eventually { freed.value == 1_000 }
      try await eventually { listenerThreads() == 0 }
      #expect(openFiles(in: profile.folder).isEmpty)
      #expect(openFiles() <= files)
      // Two for sockets and events, four for what waits for the disk.
      #expect(threads("app4g") <= 6)
    }

    @Test func aThousandScreensOfOneProfileLeaveNothing() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let (files, freed) = (openFiles(), Shared(0))
      let core = try await profile.open()
      let home = try await settledHome(core)
      for turn in 0..<1_000 {
        let stream = try ScreenStream(turn.isMultiple(of: 2) ? home : try core.home())
        let subscription = try home.observe(listener: Freed(freed))
        if turn.isMultiple(of: 3) { subscription.cancel() }
        withExtendedLifetime((stream, subscription)) {}
      }
      try await eventually { freed.value == 1_000 }
      try await eventually { listenerThreads() == 0 }
      try await core.close()
      #expect(openFiles(in: profile.folder).isEmpty)
      #expect(openFiles() <= files)
    }

    private func openAndClose(_ profile: Profile, _ freed: Shared<Int>) async throws {
      let core = try await profile.open()
      let home = try core.home()
      let subscription = try home.observe(listener: Freed(freed))
      try await core.close()
      withExtendedLifetime(subscription) {}
    }
  }
}

/// A listener that counts its like that are gone.
private final class Freed: HomeListener {
  private let count: Shared<Int>

  init(_ count: Shared<Int>) {
    self.count = count
  }

  deinit {
    count.change { $0 += 1 }
  }

  func onState(state _: HomeState) throws {}

  func onClosed() throws {}
}
