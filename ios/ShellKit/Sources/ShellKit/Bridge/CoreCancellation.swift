// Cancelling a Swift task stops the work in Rust: `Task.cancel()` alone does not reach it, a `CancelToken` does. And where the work
// cannot be stopped, whoever waits for it can stop waiting.

import App4GCore

/// Runs `work` with a token that fires when the calling task is cancelled.
///
/// Throws `CancellationError` if the task was cancelled and the core stopped for that; else what `work` throws.
public func withCoreCancellation<Value: Sendable>(
  isolation: isolated (any Actor)? = #isolation,
  _ work: (CancelToken) async throws -> Value
) async throws -> Value {
  let token = CancelToken()
  return try await withTaskCancellationHandler {
    do {
      return try await work(token)
    } catch CoreError.Cancelled where Task.isCancelled {
      throw CancellationError()
    }
  } onCancel: {
    token.cancel()
  }
}

/// Waits until `work` has ended and hands a cancellation of the calling task on to it.
///
/// Returns false if the calling task was cancelled; `work` then may still be on its way to its end.
func ended(_ work: Task<Void, Never>) async -> Bool {
  let (waiting, end) = AsyncStream<Void>.makeStream()
  Task {
    await work.value
    end.finish()
  }
  await withTaskCancellationHandler {
    // Ends when the stream does, or with the calling task.
    for await _ in waiting {}
  } onCancel: {
    work.cancel()
  }
  return !Task.isCancelled
}
