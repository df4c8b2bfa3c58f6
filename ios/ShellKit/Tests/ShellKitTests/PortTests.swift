// The ports as the core asks them, also those that fail.

import App4GCore
import Foundation
import Testing

@testable import ShellKit

private struct Broken: Error {
  let secret = "must not be told"
}

private struct BrokenSafe: SecretSafe {
  func read(_: String) throws -> Data? { throw Broken() }
  func write(_: Data, _: String) throws { throw Broken() }
  func delete(_: String) throws { throw Broken() }
}

private final class Board: NotificationBoard {
  let posted = Shared<[String]>([])

  func post(_ notification: CoreNotification, link: String) throws {
    posted.change { $0.append("\(notification.title) → \(link)") }
  }
}

private struct FullBoard: NotificationBoard {
  func post(_: CoreNotification, link _: String) throws { throw Broken() }
}

private func notice(_ route: Route) -> CoreNotification {
  CoreNotification(id: "n1", channel: .urgent, title: "Cảnh báo mưa lũ", text: "Từ 14:00", route: route)
}

@MainActor
@Suite struct NoticePermissionTests {
  private final class Visits: VisitCount {
    var visits = 0
  }

  @Test func aPersonIsAskedOnTheSecondVisitAndNeverAgain() async {
    let visits = Visits()
    var asked: [Int] = []
    for start in 1...5 {
      let permission = NoticePermission(visits) { asked.append(start) }
      await permission.visited()
      // Left and looked at again: the same visit.
      await permission.visited()
    }
    #expect(asked == [2])
  }

  @Test func visitsAreKeptFromOneStartToTheNext() throws {
    let suite = "app4g-\(UUID().uuidString)"
    let kept = try #require(UserDefaults(suiteName: suite))
    defer { kept.removePersistentDomain(forName: suite) }
    #expect(KeptVisits(kept).visits == 0)
    KeptVisits(kept).visits = 1
    #expect(KeptVisits(kept).visits == 1)
  }
}

extension RealCore {
  @Suite struct Ports {
    @Test func theCoreKeepsSecretsInTheSafeAndLeavesNoTrace() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await profile.open()
      #expect(try await core.selfCheck().secretsWork)
      #expect(try profile.safe.read("app4g.check") == nil)
      try await core.close()
    }

    @Test func aSafeThatFailsIsReportedAndHarmsNothing() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await openCore(
        config: profile.config, connectivity: profile.network, secrets: SecretPort(BrokenSafe()),
        notifier: NotificationPort(FullBoard()), clock: nil, cancel: nil)
      #expect(try await core.selfCheck().secretsWork == false)
      _ = try await settledHome(core)
      try await core.close()
    }

    @Test func aFailureIsToldByItsKindAndNotByItsContent() throws {
      let port = SecretPort(BrokenSafe())
      #expect(throws: ForeignError.Failed(reason: "Broken")) { try port.get(name: "a") }
      #expect(throws: ForeignError.Failed(reason: "Broken")) { try port.put(name: "a", secret: Data([1])) }
      #expect(throws: ForeignError.Failed(reason: "Broken")) { try port.remove(name: "a") }
      #expect(throws: ForeignError.Failed(reason: "Broken")) {
        try NotificationPort(FullBoard()).show(notification: notice(.home))
      }
    }

    @Test func aNotificationLeadsWhereItsRouteLeads() throws {
      let board = Board()
      try NotificationPort(board).show(notification: notice(.record(kind: "notice", id: "n1", found: "")))
      #expect(board.posted.value == ["Cảnh báo mưa lũ → app4g://notice/n1"])
    }

    @Test func anUnknownNetworkCostsAndAChangeIsToldOnce() throws {
      let port = NetworkPort()
      #expect(try port.current() == .metered)
      #expect(port.update(NetworkPath(isSatisfied: true, isExpensive: false, isConstrained: false)))
      #expect(!port.update(NetworkPath(isSatisfied: true, isExpensive: false, isConstrained: false)))
      #expect(try port.current() == .unmetered)
      #expect(NetworkPath(isSatisfied: true, isExpensive: true, isConstrained: false).network == .metered)
      #expect(NetworkPath(isSatisfied: true, isExpensive: false, isConstrained: true).network == .metered)
      #expect(NetworkPath(isSatisfied: false, isExpensive: false, isConstrained: true).network == .offline)
    }
  }
}
