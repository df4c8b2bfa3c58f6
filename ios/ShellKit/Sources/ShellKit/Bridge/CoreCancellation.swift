// Cancelling a Swift task stops the work in Rust: `Task.cancel()` alone does not reach it, a `CancelToken` does.

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
