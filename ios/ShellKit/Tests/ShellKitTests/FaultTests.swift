// Faults of the core arrive as errors, and asynchronous calls leave the caller's actor free.

import App4GCore
import Testing

@testable import ShellKit

extension RealCore {
  @Suite struct Faults {
    @Test func aPanicArrivesAsAnErrorWithWordsForPeople() async throws {
      let error = try #require(await coreError { try selfTest(fault: .panic) })
      #expect(error.code == "internal")
      #expect(!error.problem.text.isEmpty)
      #expect(!error.problem.text.contains("purpose"))
    }

    @Test func aPanicOfWorkThatIsWaitedForArrivesAsAnErrorToo() async throws {
      let error = await coreError { try await selfTestLater(fault: .panic, milliseconds: 0, cancel: nil) }
      #expect(error?.code == "internal")
    }

    @Test func aRefusalIsNoDefect() async throws {
      let error = try #require(await coreError { try selfTest(fault: .refusal) })
      #expect(error.code == "invalid_input")
      #expect(error.problem.retry == nil)
    }

    @Test func withoutAFaultThereIsAnAnswer() async throws {
      #expect(try selfTest(fault: .nothing) == "đường")
      #expect(try await selfTestLater(fault: .nothing, milliseconds: 1, cancel: nil) == "đường")
    }

    /// Were the actor held while Rust works, nobody could let go of the work, and the order would be another.
    @MainActor
    @Test func theActorIsFreeWhileTheCoreWorks() async throws {
      let token = CancelToken()
      var order: [String] = []
      let asking = Task { @MainActor in
        order.append("asked")
        _ = try? await selfTestLater(fault: .nothing, milliseconds: 120_000, cancel: token)
        MainActor.assertIsolated()
        order.append("answered")
      }
      let other = Task { @MainActor in
        while order.isEmpty { await Task.yield() }
        order.append("meanwhile")
        token.cancel()
      }
      await other.value
      await asking.value
      #expect(order == ["asked", "meanwhile", "answered"])
    }
  }
}
