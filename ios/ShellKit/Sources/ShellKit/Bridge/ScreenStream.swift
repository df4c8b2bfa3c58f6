// The states of a screen as an asynchronous sequence: first that of the moment, then the newest.
//
// Invariant: whoever lets go of the stream and of its iterators ends the subscription, and a loop over `states` ends too. A
// continuation that is merely dropped would leave `for await` waiting for ever, hence the `deinit`.

import App4GCore

public final class ScreenStream<State: Sendable>: AsyncSequence, Sendable {
  public typealias Element = State
  public typealias Failure = Never

  private let listener: StreamListener<State>
  private let subscription: Subscription

  /// Subscribes to `screen`; throws what the core throws if the system gives no thread.
  public init<Screen: ScreenSource>(_ screen: Screen) throws where Screen.State == State {
    listener = StreamListener()
    subscription = try screen.observe(listener)
  }

  deinit {
    cancel()
  }

  /// Ends the subscription; idempotent, safe from any thread, returns at once.
  public func cancel() {
    subscription.cancel()
    listener.finish()
  }

  /// The states without a hold on the stream: a loop over them ends when the stream is let go of. For an owner that keeps
  /// the stream itself.
  var states: AsyncStream<State> { listener.states }

  public func makeAsyncIterator() -> Iterator {
    Iterator(stream: self, states: listener.states.makeAsyncIterator())
  }

  /// Holds the stream, so that `for await state in try ScreenStream(screen)` runs to its end.
  public struct Iterator: AsyncIteratorProtocol {
    private let stream: ScreenStream<State>
    private var states: AsyncStream<State>.Iterator

    fileprivate init(stream: ScreenStream<State>, states: AsyncStream<State>.Iterator) {
      self.stream = stream
      self.states = states
    }

    public mutating func next() async -> State? {
      await states.next()
    }
  }
}
