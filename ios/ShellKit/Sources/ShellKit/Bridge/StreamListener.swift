// The one listener for all screens: hands what the core tells to an `AsyncStream`.
//
// The core calls it on a thread of its own. Nothing here waits or throws: the stream keeps the newest state only, so that a
// reader who is slow misses states in between and delays nobody.

import App4GCore

public final class StreamListener<State: Sendable>: Sendable {
  let states: AsyncStream<State>
  private let continuation: AsyncStream<State>.Continuation

  init() {
    (states, continuation) = AsyncStream.makeStream(of: State.self, bufferingPolicy: .bufferingNewest(1))
  }

  public func onState(state: State) throws {
    continuation.yield(state)
  }

  public func onClosed() throws {
    finish()
  }

  /// Ends the stream; idempotent.
  func finish() {
    continuation.finish()
  }
}

extension StreamListener: HomeListener where State == HomeState {}
extension StreamListener: ReaderListener where State == ReaderState {}
extension StreamListener: SearchListener where State == SearchState {}
extension StreamListener: ListingsListener where State == ListingsState {}
extension StreamListener: SettingsListener where State == SettingsState {}
