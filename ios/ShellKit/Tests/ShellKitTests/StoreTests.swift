// Streams and stores over the real core: the newest state on the main actor, and an end to everything.

import App4GCore
import Observation
import Testing

@testable import ShellKit

extension RealCore {
  @Suite struct Streams {
    @Test func aStreamBeginsWithTheMomentAndSkipsToTheNewest() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await profile.open()
      let home = try await settledHome(core)
      let snapshot = try home.state()
      var states = try ScreenStream(home).makeAsyncIterator()
      #expect(await states.next() == snapshot)
      let heard = Heard()
      let beside = try home.observe(listener: Recorder(heard))
      for turn in 1...21 {
        let isOffline = turn % 2 == 1
        try await profile.turn(core, home, offline: isOffline)
        try await eventually { (heard.states.value.last?.status.offline != nil) == isOffline }
      }
      beside.cancel()
      let newest = try home.state()
      var read = 0
      while let state = await states.next() {
        read += 1
        if state == newest { break }
      }
      // At most one that waited in the stream and one that was on its way.
      #expect((1...3).contains(read), "\(read)")
      try await core.close()
      #expect(await states.next() == nil)
    }

    @Test func aLoopEndsWhenItsOwnerIsGone() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await profile.open()
      let home = try core.home()
      var stream: ScreenStream<HomeState>? = try ScreenStream(home)
      let states = try #require(stream?.states)
      let first = Shared(false)
      let loop = Task {
        for await _ in states { first.change { $0 = true } }
      }
      try await eventually { first.value }
      stream = nil
      await loop.value
      #expect(try home.state().title.isEmpty == false)
      try await core.close()
    }

    @Test func aLoopKeepsTheStreamThatOnlyItUses() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await profile.open()
      let home = try await settledHome(core)
      let seen = Shared(0)
      let loop = Task {
        for await _ in try ScreenStream(home) { seen.change { $0 += 1 } }
      }
      try await eventually { seen.value == 1 }
      try await profile.turn(core, home, offline: true)
      try await eventually { seen.value >= 2 }
      loop.cancel()
      _ = await loop.result
      try await core.close()
    }
  }

  @MainActor
  @Suite struct Stores {
    @Test func aStoreHasAStateAtOnceAndFollows() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await profile.open()
      let home = try await settledHome(core)
      let store = try ScreenStore(home)
      let snapshot = try home.state()
      #expect(store.state == snapshot)
      let drawn = Shared(0)
      withObservationTracking {
        _ = store.state
      } onChange: {
        drawn.change { $0 += 1 }
      }
      try await profile.turn(core, home, offline: true)
      try await eventually { store.state.status.offline != nil }
      #expect(drawn.value == 1)
      #expect(!store.isClosed)
      try await core.close()
    }

    @Test func anEventReachesTheScreen() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await profile.open()
      let store = try ScreenStore(try await settledHome(core))
      #expect(store.state.status.announcement == nil)
      store.send(.refresh)
      try await eventually { store.state.status.announcement != nil }
      try await core.close()
    }

    @Test func aClosedStoreKeepsItsLastStateAndTakesNothing() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await profile.open()
      let store = try ScreenStore(try await settledHome(core))
      let last = store.state
      try await core.close()
      try await eventually { store.isClosed }
      store.send(.refresh)
      store.close()
      #expect(store.state == last)
    }

    @Test func lettingGoOfAStoreClosesItsScreen() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await profile.open()
      let home = try core.home()
      let heard = Heard()
      let other = try home.observe(listener: Recorder(heard))
      try await eventually { heard.count >= 1 }
      var store: HomeStore? = try ScreenStore(home)
      weak var left = store
      #expect(heard.closings.value == 0)
      store = nil
      try await eventually { heard.closings.value == 1 }
      #expect(left == nil)
      #expect(await coreError { try home.send(event: .refresh) }?.code == "storage_failed")
      other.cancel()
      try await core.close()
    }

    @Test func everyScreenOpensAsAStore() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let session = Session(profile.config, profile.ports)
      await session.open()
      #expect(try session.home().state.title.isEmpty == false)
      _ = try session.search(query: "vải").state
      _ = try session.listings().state
      _ = try session.settings().state
      _ = try session.reader(id: "x", found: "").state
      await session.close()
      #expect(throws: SessionError.closed) { try session.home() }
    }
  }
}
