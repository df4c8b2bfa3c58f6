// The one open profile of the app: opened once, in turn, refreshed within its time, erased.

import App4GCore
import Foundation
import Testing

@testable import ShellKit

extension RealCore {
  @MainActor
  @Suite struct Sessions {
    @Test func twoWhoOpenAtOnceOpenOneProfile() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let session = Session(profile.config, profile.ports)
      #expect(session.phase == .closed)
      async let one: Void = session.open()
      async let other: Void = session.open()
      _ = await (one, other)
      let core = try session.opened()
      await session.open()
      #expect(try session.opened() === core)
      #expect(session.phase == .open)
      await session.close()
      #expect(session.phase == .closed)
    }

    @Test func aProfileThatCannotBeOpenedSaysWhyAndIsTriedAgain() async throws {
      let profile = Profile()
      defer { profile.remove() }
      try Data("no folder".utf8).write(to: URL(filePath: profile.folder))
      let session = Session(profile.config, profile.ports)
      await session.open()
      guard case .failed(let problem) = session.phase else {
        Issue.record("opened: \(session.phase)")
        return
      }
      #expect(!problem.text.isEmpty)
      #expect(throws: SessionError.closed) { try session.home() }
      profile.remove()
      await session.open()
      #expect(session.phase == .open)
      await session.close()
    }

    @Test func aPauseThatStillRunsIsFollowedByTheResume() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let session = Session(profile.config, profile.ports)
      await session.open()
      for _ in 0..<20 {
        async let pause: Void = session.pause()
        async let resume: Void = session.resume()
        _ = await (pause, resume)
      }
      await session.resume()
      let store = try session.home()
      try await eventually { store.state.content != nil }
      await session.close()
    }

    @Test func whatIsAskedForInARowHappensInARow() async throws {
      let profile = Profile()
      let session = Session(profile.config, profile.ports)
      let order = Shared<[String]>([])
      let mayEnd = Shared(false)
      func note(_ word: String) {
        order.change { $0.append(word) }
      }
      let first = Task {
        await session.inTurn {
          note("first begins")
          while !mayEnd.value { await Task.yield() }
          note("first ends")
        }
      }
      try await eventually { order.value == ["first begins"] }
      let second = Task {
        note("second is asked for")
        await session.inTurn { note("second") }
      }
      try await eventually { order.value.count == 2 }
      for _ in 0..<1_000 { await Task.yield() }
      mayEnd.change { $0 = true }
      await first.value
      await second.value
      #expect(order.value == ["first begins", "second is asked for", "first ends", "second"])
    }

    @Test func whileItSleepsScreensReadNothing() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let session = Session(profile.config, profile.ports)
      await session.open()
      #expect(!openFiles(in: profile.folder).isEmpty)
      await session.pause()
      let store = try session.home()
      for _ in 0..<1_000 { await Task.yield() }
      #expect(store.state.content == nil)
      #expect(openFiles(in: profile.folder).isEmpty)
      await session.resume()
      try await eventually { store.state.content != nil }
      await session.close()
    }

    @Test func aRefreshInTheBackgroundGoesBackToSleepAndSaysWhenToWake() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let session = Session(profile.config, profile.ports)
      let now = Date(timeIntervalSince1970: 1_800_000_000)
      let next = await session.refreshInBackground(now: now, isSeen: { false })
      #expect(next == now.addingTimeInterval(24 * 60 * 60))
      #expect(session.phase == .open)
      #expect(openFiles(in: profile.folder).isEmpty)
      let store = try session.home()
      #expect(await session.nextWakeUp(now: now) == next)
      // Opened while the refresh runs.
      var asked = 0
      _ = await session.refreshInBackground(now: now) {
        asked += 1
        return true
      }
      #expect(asked == 1)
      try await eventually { store.state.content != nil }
      #expect(!openFiles(in: profile.folder).isEmpty)
      await session.close()
    }

    @Test func aPersonWhoComesAfterARefreshFindsContent() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let session = Session(profile.config, profile.ports)
      _ = await session.refreshInBackground(now: .now, isSeen: { false })
      #expect(openFiles(in: profile.folder).isEmpty)
      // What the window does.
      await session.open()
      await session.resume()
      let store = try session.home()
      try await eventually { store.state.content != nil }
      await session.close()
    }

    @Test func aRefreshThatIsCancelledWhileTheProfileOpensReturnsSoon() async throws {
      let profile = Profile()
      let clock = StuckClock()
      defer {
        clock.goOn()
        profile.remove()
      }
      let session = Session(profile.config, profile.ports(clock))
      let isBack = Shared(false)
      let refresh = Task {
        let next = await session.refreshInBackground(now: .now, isSeen: { false })
        isBack.change { $0 = true }
        return next
      }
      try await eventually { clock.isAsked.value }
      refresh.cancel()
      try await eventually { isBack.value }
      #expect(await refresh.value > .now)
      #expect(session.phase == .opening, "it cannot be stopped where it stands")
      let person = Task { await session.open() }
      clock.goOn()
      await person.value
      #expect(session.phase == .open)
      #expect(openFiles(in: profile.folder).isEmpty, "what nobody looks at sleeps")
      await session.resume()
      let store = try session.home()
      try await eventually { store.state.content != nil }
      await session.close()
    }

    @Test func anOpeningThatIsCancelledBeforeItsTurnOpensNothing() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let session = Session(profile.config, profile.ports)
      let opening = session.opening()
      opening.cancel()
      await opening.value
      #expect(session.phase == .closed)
      await session.open()
      #expect(session.phase == .open)
      await session.close()
    }

    @Test func aRefreshThatIsCancelledIsNotTheLast() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let session = Session(profile.config, profile.ports)
      let now = Date(timeIntervalSince1970: 1_800_000_000)
      let refresh = Task { await session.refreshInBackground(now: now, isSeen: { false }) }
      refresh.cancel()
      #expect(await refresh.value > now)
      // A step of the session waits for the one before it: what the refresh opened sleeps by then.
      await session.pause()
      #expect(openFiles(in: profile.folder).isEmpty)
      await session.close()
    }

    @Test func theCoreIsAskedToBeWokenNeitherTooSoonNorTooLate() {
      let now = Date(timeIntervalSince1970: 1_800_000_000)
      func wakeUp(_ seconds: Int64?) -> Double {
        Session.wakeUp(wanted: seconds.map { 1_800_000_000 + $0 }, now: now).timeIntervalSince(now)
      }
      #expect(wakeUp(3_600) == 3_600)
      #expect(wakeUp(-5) == 900)
      #expect(wakeUp(10_000_000) == 86_400)
      #expect(wakeUp(nil) == 86_400)
      #expect(Session.longestRefresh <= 25)
    }

    @Test func whatIsErasedIsGoneAndTheAppBeginsAnew() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let session = Session(profile.config, profile.ports)
      await session.open()
      let store = try session.home()
      let marker = profile.folder + "/personal.db"
      #expect(FileManager.default.fileExists(atPath: marker))
      let before = try FileManager.default.attributesOfItem(atPath: marker)[.systemFileNumber] as? Int
      try await session.erase()
      #expect(session.phase == .open)
      try await eventually { store.isClosed }
      let after = try FileManager.default.attributesOfItem(atPath: marker)[.systemFileNumber] as? Int
      #expect(before != after)
      await session.close()
    }

    @Test func whatIsPersonalCanBeTakenOutAndBroughtBack() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let session = Session(profile.config, profile.ports)
      await session.open()
      let file = URL(filePath: profile.folder + "/dữ liệu của tôi.tar")
      try await session.exportPersonal(to: file)
      #expect(FileManager.default.fileExists(atPath: file.onDisk))
      try await session.importPersonal(from: file)
      try Data("no tar".utf8).write(to: file)
      #expect(await coreError { try await session.importPersonal(from: file) }?.code == "invalid_input")
      await session.close()
      await #expect(throws: SessionError.closed) { try await session.exportPersonal(to: file) }
    }

    @Test func aPictureThatIsNotHereIsNone() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let session = Session(profile.config, profile.ports)
      #expect(await session.picture(record: "x", address: "https://example.vn/a.png") == nil)
      await session.open()
      #expect(await session.picture(record: "x", address: "https://example.vn/a.png") == nil)
      await session.close()
    }
  }
}
