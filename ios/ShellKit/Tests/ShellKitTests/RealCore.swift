// The suite of everything that needs the real core, and what its tests share.
//
// One after the other: some count threads and files of the process.

import App4GCore
import Foundation
import Testing

@testable import ShellKit

@Suite(.serialized, .timeLimit(.minutes(5)))
struct RealCore {}

/// A profile in a folder of its own, with ports that a test can turn.
struct Profile {
  let folder = FileManager.default.temporaryDirectory.appending(path: "app4g-\(UUID().uuidString)").path()
  let network = NetworkPort(.unmetered)
  let safe = MemorySafe()

  var config: OpenConfig {
    OpenConfig(folder: folder, language: "vi", repository: nil, starter: nil, addresses: .public)
  }

  var ports: Session.Ports {
    Session.Ports(
      connectivity: network, secrets: SecretPort(safe), notifier: NotificationPort(SilentBoard()))
  }

  /// The same ports with a clock of the test's.
  func ports(_ clock: any Clock) -> Session.Ports {
    Session.Ports(
      connectivity: network, secrets: SecretPort(safe), notifier: NotificationPort(SilentBoard()), clock: clock)
  }

  func open() async throws -> Core {
    try await openCore(
      config: config, connectivity: network, secrets: SecretPort(safe), notifier: NotificationPort(SilentBoard()),
      clock: nil, cancel: nil)
  }

  /// Goes offline or comes back, and tells the core.
  func turn(_ core: Core, offline: Bool) throws {
    _ = network.update(NetworkPath(isSatisfied: !offline, isExpensive: false, isConstrained: false))
    try core.networkChanged()
  }

  /// Goes offline or comes back, and waits until Home knows.
  func turn(_ core: Core, _ home: HomeScreen, offline: Bool) async throws {
    try turn(core, offline: offline)
    try await eventually { try (home.state().status.offline != nil) == offline }
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: folder)
  }
}

/// Opens Home and waits until it has read the profile, so that what changes afterwards is the test's doing.
func settledHome(_ core: Core) async throws -> HomeScreen {
  let home = try core.home()
  try await eventually { try home.state().content != nil && home.state().status.activity == .idle }
  return home
}

/// How long a test waits for what must come: less than the minute after which screens look again anyway.
let patience = Duration.seconds(45)

struct Late: Error {
  let what: SourceLocation
}

/// Looks again and again until it is so; throws if it is not in time. Never sleeps for a time that has to be enough.
func eventually(
  _ what: SourceLocation = #_sourceLocation, isolation: isolated (any Actor)? = #isolation,
  _ condition: () async throws -> Bool
) async throws {
  let end = ContinuousClock.now + patience
  while try await !condition() {
    guard ContinuousClock.now < end else { throw Late(what: what) }
    await Task.yield()
  }
}

/// What lies in the profile's folder and is open.
func openFiles(in folder: String) -> [String] {
  let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
  return descriptors.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)") }
    .filter { $0.hasPrefix(folder) }
}

/// A clock that answers nobody until it is told to.
final class StuckClock: Clock {
  let isAsked = Shared(false)
  private let gate = DispatchSemaphore(value: 0)

  func goOn() {
    gate.signal()
  }

  func unixSeconds() throws -> Int64 {
    isAsked.change { $0 = true }
    gate.wait()
    gate.signal()
    return 1_800_000_000
  }
}

/// Something that threads share.
final class Shared<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var inner: Value

  init(_ value: Value) {
    inner = value
  }

  var value: Value { lock.withLock { inner } }

  @discardableResult
  func change<Answer>(_ work: (inout Value) -> Answer) -> Answer {
    lock.withLock { work(&inner) }
  }
}

/// What a listener was told. Lives longer than the listener, so that a test can wait until the core let go of that.
final class Heard: Sendable {
  let states = Shared<[HomeState]>([])
  let closings = Shared(0)
  let isFreed = Shared(false)

  var count: Int { states.value.count }
}

/// A listener that notes what it is told and then does what the test says.
final class Recorder: HomeListener {
  private let heard: Heard
  private let react: @Sendable (Int) throws -> Void

  init(_ heard: Heard, react: @escaping @Sendable (Int) throws -> Void = { _ in }) {
    self.heard = heard
    self.react = react
  }

  deinit {
    heard.isFreed.change { $0 = true }
  }

  func onState(state: HomeState) throws {
    let count = heard.states.change { states in
      states.append(state)
      return states.count
    }
    try react(count)
  }

  func onClosed() throws {
    heard.closings.change { $0 += 1 }
  }
}

/// The error of the core that `work` throws; nil if it throws none, or another.
func coreError<Value: Sendable>(
  isolation: isolated (any Actor)? = #isolation, _ work: () async throws -> Value
) async -> CoreError? {
  do {
    _ = try await work()
    return nil
  } catch {
    return error as? CoreError
  }
}

extension CoreError {
  /// The code of its problem if it is of the kind that the code names; a wrong pair is a defect.
  var code: String {
    switch self {
    case .Internal(let problem): problem.code == "internal" ? "internal" : "internal?"
    case .InvalidInput(let problem): problem.code == "invalid_input" ? "invalid_input" : "invalid_input?"
    case .Cancelled(let problem): problem.code == "cancelled" ? "cancelled" : "cancelled?"
    default: problem.code
    }
  }
}
