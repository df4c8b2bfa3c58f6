// A Swift task that is cancelled stops the work in Rust, through the token and not otherwise.

import App4GCore
import Testing

@testable import ShellKit

extension RealCore {
  @Suite struct Cancellation {
    @Test func cancellingTheTaskStopsTheWork() async throws {
      let begun = Shared<CancelToken?>(nil)
      let task = Task {
        try await withCoreCancellation { token in
          begun.change { $0 = token }
          return try await selfTestLater(fault: .nothing, milliseconds: 120_000, cancel: token)
        }
      }
      try await eventually { begun.value != nil }
      #expect(begun.value?.isCancelled() == false)
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(begun.value?.isCancelled() == true)
    }

    @Test func cancellingTheTaskStopsSqliteInsideAStatement() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await openCore(
        config: profile.config, connectivity: profile.network, secrets: SecretPort(profile.safe),
        notifier: NotificationPort(SilentBoard()), clock: nil, cancel: nil)
      let rows = try await core.selfTestRows()
      let task = Task {
        try await withCoreCancellation { token in try await rows.read(cancel: token) }
      }
      try await eventually { rows.seen() > 10 && rows.isRead() }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      try await eventually { !rows.isRead() }
      let seen = rows.seen()
      try await Task.sleep(for: .milliseconds(50))
      #expect(rows.seen() == seen)
      try await core.close()
    }

    @Test func aTaskThatWasCancelledBeforeBeginsNothing() async throws {
      let gate = Shared(false)
      let task = Task {
        try await eventually { gate.value }
        return try await withCoreCancellation { token in
          try await selfTestLater(fault: .nothing, milliseconds: 120_000, cancel: token)
        }
      }
      task.cancel()
      gate.change { $0 = true }
      await #expect(throws: CancellationError.self) { try await task.value }
    }

    /// Why there is a token at all: the generated code does not hear of the task's cancellation.
    @Test func withoutTheTokenTheWorkGoesOn() async throws {
      let token = CancelToken()
      let ended = Shared(false)
      let task = Task {
        defer { ended.change { $0 = true } }
        return try await selfTestLater(fault: .nothing, milliseconds: 120_000, cancel: token)
      }
      task.cancel()
      for _ in 0..<1_000 { await Task.yield() }
      #expect(!ended.value)
      token.cancel()
      let error = await coreError { try await task.value }
      #expect(error?.code == "cancelled")
    }

    @Test func whatWasNotCancelledKeepsItsAnswerAndItsError() async throws {
      let answer = try await withCoreCancellation { token in
        try await selfTestLater(fault: .nothing, milliseconds: 1, cancel: token)
      }
      #expect(answer == "đường")
      let error = await coreError {
        try await withCoreCancellation { token in
          try await selfTestLater(fault: .refusal, milliseconds: 1, cancel: token)
        }
      }
      #expect(error?.code == "invalid_input")
    }
  }
}
