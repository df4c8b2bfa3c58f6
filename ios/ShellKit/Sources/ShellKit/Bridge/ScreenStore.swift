// A screen as SwiftUI wants it: the newest state on the main actor, and a way to send events.
//
// Invariant: letting go of the store closes the screen; a closed screen leaves its last state where it is.

import App4GCore
import Observation

@MainActor
@Observable
public final class ScreenStore<State: Sendable & Equatable, Event: Sendable> {
  /// What is to be drawn.
  public private(set) var state: State
  /// Whether nothing more will come.
  public private(set) var isClosed = false

  @ObservationIgnored private let screen: any ScreenSource<State, Event>
  @ObservationIgnored private let stream: ScreenStream<State>
  @ObservationIgnored private var reading: Task<Void, Never>?

  /// Subscribes to `screen`, whose first state is there at once; throws what the core throws.
  public init<Screen: ScreenSource>(_ screen: Screen) throws where Screen.State == State, Screen.Event == Event {
    state = try screen.state()
    stream = try ScreenStream(screen)
    self.screen = screen
    let states = stream.states
    reading = Task { [weak self] in
      for await state in states {
        self?.take(state)
      }
      self?.isClosed = true
    }
  }

  deinit {
    reading?.cancel()
    stream.cancel()
    screen.close()
  }

  /// Sends an event. A screen that is closed takes none, and what shows it is on its way out: that is no trouble.
  public func send(_ event: Event) {
    try? screen.send(event: event)
  }

  /// Closes the screen; idempotent.
  public func close() {
    screen.close()
  }

  private func take(_ newest: State) {
    if newest != state {
      state = newest
    }
  }
}
