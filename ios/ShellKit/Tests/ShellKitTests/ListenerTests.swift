// What the core promises to a listener, seen from Swift: snapshot first, newest state, never harmed by us, one goodbye.

import App4GCore
import Foundation
import Testing

@testable import ShellKit

extension RealCore {
  @Suite struct Listeners {
    @Test func theSnapshotComesFirstAndASlowListenerMissesWhatLiesBetween() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await profile.open()
      let home = try await settledHome(core)
      let gate = DispatchSemaphore(value: 0)
      let heard = Heard()
      let snapshot = try home.state()
      let subscription = try home.observe(
        listener: Recorder(heard) { count in
          if count == 1 { gate.wait() }
        })
      try await eventually { heard.count == 1 }
      for turn in 1...20 {
        try await profile.turn(core, home, offline: turn % 2 == 1)
      }
      try await profile.turn(core, home, offline: true)
      #expect(heard.states.value == [snapshot])
      gate.signal()
      let newest = try home.state()
      try await eventually { heard.states.value.last == newest }
      #expect(heard.count == 2)
      #expect(newest != snapshot)
      subscription.cancel()
      try await eventually { heard.isFreed.value }
      try await core.close()
    }

    @Test func aSlowListenerDelaysNobodyElse() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await profile.open()
      let home = try await settledHome(core)
      let gate = DispatchSemaphore(value: 0)
      let (slow, quick) = (Heard(), Heard())
      let slowly = try home.observe(listener: Recorder(slow) { _ in gate.wait() })
      let quickly = try home.observe(listener: Recorder(quick))
      try await eventually { slow.count == 1 && quick.count == 1 }
      try await profile.turn(core, home, offline: true)
      try await eventually { quick.states.value.last?.status.offline != nil }
      #expect(slow.count == 1)
      slowly.cancel()
      quickly.cancel()
      gate.signal()
      try await eventually { slow.isFreed.value && quick.isFreed.value }
      #expect(slow.count == 1)
      try await core.close()
    }

    struct Odd: Error {}

    @Test(arguments: [true, false]) func aListenerThatThrowsIsToldTheNextState(declared: Bool) async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await profile.open()
      let home = try await settledHome(core)
      let heard = Heard()
      let subscription = try home.observe(
        listener: Recorder(heard) { _ in
          if declared { throw ForeignError.Failed(reason: "on purpose") }
          throw Odd()
        })
      try await eventually { heard.count == 1 }
      try await profile.turn(core, home, offline: true)
      try await eventually { heard.states.value.last?.status.offline != nil }
      try await profile.turn(core, home, offline: false)
      try await eventually { heard.states.value.last?.status.offline == nil }
      #expect(heard.closings.value == 0)
      subscription.cancel()
      try await eventually { heard.isFreed.value }
      #expect(heard.closings.value == 1)
      try await core.close()
    }

    @Test func aListenerMayUnsubscribeInsideItsCallback() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await profile.open()
      let home = try await settledHome(core)
      let heard = Heard()
      let subscription = Shared<Subscription?>(nil)
      let made = DispatchSemaphore(value: 0)
      let observing = try home.observe(
        listener: Recorder(heard) { _ in
          made.wait()
          subscription.value?.cancel()
        })
      subscription.change { $0 = observing }
      made.signal()
      try await eventually { heard.isFreed.value }
      try await profile.turn(core, home, offline: true)
      #expect(heard.count == 1)
      #expect(heard.closings.value == 1)
      try await core.close()
    }

    @Test func insideACallbackEverythingMayBeCalledForNoLockIsHeld() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await profile.open()
      let home = try await settledHome(core)
      let (heard, other) = (Heard(), Heard())
      let (beside, isDone) = (Shared<HomeState?>(nil), Shared(false))
      let subscription = try home.observe(
        listener: Recorder(heard) { count in
          guard count == 1 else { return }
          // The same screen from here, and from a thread that this one waits for.
          let snapshot = try home.state()
          let asked = DispatchSemaphore(value: 0)
          Thread {
            beside.change { $0 = try? home.state() }
            asked.signal()
          }.start()
          guard asked.wait(timeout: .now() + 45) == .success, beside.value?.title == snapshot.title else { return }
          try home.send(event: .retry)
          try home.observe(listener: Recorder(other)).cancel()
          try core.search(query: "").close()
          home.close()
          isDone.change { $0 = true }
        })
      try await eventually { isDone.value }
      try await eventually { heard.isFreed.value && other.isFreed.value }
      #expect(heard.closings.value == 1)
      #expect(other.closings.value == 1)
      withExtendedLifetime(subscription) {}
      try await core.close()
    }

    enum Ending: CaseIterable {
      case cancel, screenClose, coreClose, dropSubscription, dropScreen, dropCore, everything
    }

    @Test(arguments: Ending.allCases) func theGoodbyeComesExactlyOnce(ending: Ending) async throws {
      let profile = Profile()
      defer { profile.remove() }
      var core: Core? = try await profile.open()
      var home: HomeScreen? = try core?.home()
      let heard = Heard()
      var subscription: Subscription? = try home?.observe(listener: Recorder(heard))
      try await eventually { heard.count >= 1 }
      #expect(heard.closings.value == 0)
      switch ending {
      case .cancel: subscription?.cancel()
      case .screenClose: home?.close()
      case .coreClose: try await core?.close()
      case .dropSubscription: subscription = nil
      case .dropScreen: home = nil
      case .dropCore: core = nil
      case .everything:
        subscription?.cancel()
        home?.close()
        try await core?.close()
        subscription?.cancel()
      }
      // Once the core let go of the listener nobody can call it again.
      try await eventually { heard.isFreed.value }
      #expect(heard.closings.value == 1)
      subscription = nil
      home = nil
      try await core?.close()
      #expect(heard.closings.value == 1)
    }

    @Test func objectsMayBeLetGoOfOnBareThreads() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = Shared<Core?>(try await profile.open())
      let home = Shared<HomeScreen?>(try core.value?.home())
      let heard = [Heard(), Heard(), Heard()]
      let held = Shared(try heard.map { try home.value?.observe(listener: Recorder($0)) })
      try await eventually { heard.allSatisfy { $0.count >= 1 } }
      Thread { held.change { $0[0] = nil } }.start()
      try await eventually { heard[0].isFreed.value }
      #expect(heard[1].closings.value == 0)
      Thread { home.change { $0 = nil } }.start()
      try await eventually { heard.allSatisfy { $0.isFreed.value } }
      Thread { held.change { $0 = [] } }.start()
      Thread { core.change { $0 = nil } }.start()
      try await eventually { core.value == nil && held.value.isEmpty }
      #expect(heard.map(\.closings.value) == [1, 1, 1])
    }
  }
}
