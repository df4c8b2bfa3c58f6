// One open profile: opened once, put to sleep and woken with the app, refreshed, closed, erased.
//
// What the shell calls in a row happens in a row: a pause that is still running when the app comes back is followed by the
// resume, never overtaken. Invariant: `core` is there exactly while the phase is `open`.

import App4GCore
import Observation

@MainActor
@Observable
public final class Session {
  /// How it stands.
  public enum Phase: Equatable, Sendable {
    /// Not opened, or closed.
    case closed
    /// Being opened.
    case opening
    /// Screens can be opened.
    case open
    /// It could not be opened, for this reason.
    case failed(Problem)
  }

  /// What a session needs of the phone.
  public struct Ports: Sendable {
    let connectivity: any Connectivity
    let secrets: any SecretStore
    let notifier: any Notifier
    let clock: (any Clock)?

    public init(
      connectivity: any Connectivity, secrets: any SecretStore, notifier: any Notifier, clock: (any Clock)? = nil
    ) {
      self.connectivity = connectivity
      self.secrets = secrets
      self.notifier = notifier
      self.clock = clock
    }
  }

  public private(set) var phase = Phase.closed

  @ObservationIgnored private let config: OpenConfig
  @ObservationIgnored private let ports: Ports
  @ObservationIgnored private(set) var core: Core?
  @ObservationIgnored private var last: Task<Void, Never>?

  public init(_ config: OpenConfig, _ ports: Ports) {
    self.config = config
    self.ports = ports
  }

  /// Opens the profile. One that is open, or is being opened, is enough; one that failed is tried again.
  public func open() async {
    await opening().value
  }

  /// Asks to open the profile; cancelling the task stops what can be stopped, and the next who asks begins anew.
  func opening() -> Task<Void, Never> {
    turn { [self] in
      guard core == nil else { return }
      phase = .opening
      do {
        core = try await withCoreCancellation { token in
          try await openCore(
            config: config, connectivity: ports.connectivity, secrets: ports.secrets, notifier: ports.notifier,
            clock: ports.clock, cancel: token)
        }
        phase = .open
      } catch is CancellationError {
        phase = .closed
      } catch {
        phase = .failed(Problem(error))
      }
    }
  }

  /// The app leaves the screen: files are closed, so that the system finds no lock held. Asked when its turn has come, `isSeen`
  /// lets it stay awake.
  public func pause(unless isSeen: @escaping @MainActor () -> Bool = { false }) async {
    await pausing(unless: isSeen).value
  }

  /// Asks for the pause and returns at once.
  @discardableResult
  func pausing(unless isSeen: @escaping @MainActor () -> Bool) -> Task<Void, Never> {
    turn { [self] in
      guard !isSeen() else { return }
      // A log that could not be written back is written the next time.
      try? await core?.pause()
    }
  }

  /// The app is back.
  public func resume() async {
    await inTurn { [self] in
      try? await core?.resume()
    }
  }

  /// Closes the profile; screens close with it.
  public func close() async {
    await inTurn { [self] in
      await end()
    }
  }

  /// Erases the profile for good and opens an empty one; throws what the core throws if it could not be erased.
  public func erase() async throws {
    var failure: (any Error)?
    await inTurn { [self] in
      await end()
      do {
        try await eraseProfile(folder: config.folder)
      } catch {
        failure = error
      }
    }
    await open()
    if let failure {
      throw failure
    }
  }

  /// The network is another one.
  public func networkChanged() {
    try? core?.networkChanged()
  }

  /// The open core; throws that the profile is closed.
  func opened() throws -> Core {
    guard let core else { throw SessionError.closed }
    return core
  }

  private func end() async {
    let ending = core
    core = nil
    phase = .closed
    try? await ending?.close()
  }

  /// Does `work` after everything that was asked for before.
  func inTurn(_ work: @escaping @MainActor () async -> Void) async {
    await turn(work).value
  }

  /// Queues `work` behind everything that was asked for before, and returns at once.
  func turn(_ work: @escaping @MainActor () async -> Void) -> Task<Void, Never> {
    let before = last
    let turn = Task {
      await before?.value
      await work()
    }
    last = turn
    return turn
  }
}

/// Why a session could not do what it was asked for.
public enum SessionError: Error, Equatable {
  /// No profile is open.
  case closed
}
