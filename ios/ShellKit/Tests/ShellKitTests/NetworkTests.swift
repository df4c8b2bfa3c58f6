// The core with a server: what a sync brings, what stops it at the server, what stays when the network is gone.

import App4GCore
import Foundation
import Testing

@testable import ShellKit

private let asked = RefreshRequest(deadlineSeconds: nil, maxBytes: nil, reason: .asked)

extension HomeState {
  fileprivate var titles: [String] { content?.news.rows.map(\.title) ?? [] }
  fileprivate var isIdle: Bool { status.activity == .idle }
}

extension RealCore {
  @MainActor
  @Suite struct Network {
    @Test func aSyncBringsArticlesAndInFlightModeTheyAreThereWithTheirAge() async throws {
      let (department, profile) = (try await Department(), Profile())
      defer { profile.remove() }
      let session = Session(profile.asking(department), profile.ports(at: noon))
      await session.open()
      let home = try session.home()
      try await eventually { home.state.content != nil && home.state.isIdle }
      #expect(home.state.titles.isEmpty)
      let report = try await refresh(try session.opened())
      #expect(report.outcome == .done)
      #expect(report.newRecords > 20)
      try await eventually { !home.state.titles.isEmpty && home.state.isIdle }
      #expect(home.state.status.age == nil)
      #expect(home.state.status.offline == nil)
      // What another Home reads now, for this one may still be about to look again.
      let whole = try session.home()
      try await eventually { !whole.state.titles.isEmpty }
      let brought = whole.state.titles
      await session.close()

      _ = profile.network.update(NetworkPath(isSatisfied: false, isExpensive: false, isConstrained: false))
      let later = Session(profile.asking(department), profile.ports(at: noon + 3 * 86_400))
      await later.open()
      let again = try later.home()
      try await eventually { !again.state.titles.isEmpty && again.state.status.age != nil }
      #expect(again.state.titles == brought)
      #expect(again.state.status.age?.text.contains("3 ngày trước") == true)
      #expect(again.state.status.offline != nil)
      #expect(again.state.status.problem == nil)
      #expect(try await refresh(try later.opened()).outcome == .noNetwork)
      await later.close()
      try await department.end()
    }

    @Test func cancellingTheTaskClosesTheSocketAndTheNextRefreshGoesThrough() async throws {
      let (department, profile) = (try await Department(), Profile())
      defer { profile.remove() }
      let session = Session(profile.asking(department), profile.ports(at: noon))
      await session.open()
      let core = try session.opened()
      try await department.stall()
      let task = Task { try await refresh(core) }
      try await department.hangs()
      task.cancel()
      try await department.seesOneLeave()
      try expectStopped(await task.result)
      try await department.mend()
      #expect(try await refresh(core).outcome == .done)
      await session.close()
      try await department.end()
    }

    @Test func theEventThatStopsARefreshClosesTheSocketAndHomeSaysSo() async throws {
      let (department, profile) = (try await Department(), Profile())
      defer { profile.remove() }
      let session = Session(profile.asking(department), profile.ports(at: noon))
      await session.open()
      let home = try session.home()
      try await eventually { home.state.content != nil }
      try await department.stall()
      home.send(.refresh)
      try await department.hangs()
      try await eventually { !home.state.isIdle }
      home.send(.stopRefresh)
      try await department.seesOneLeave()
      try await eventually { home.state.isIdle && home.state.status.announcement != nil }
      #expect(home.state.status.announcement == "Đã dừng cập nhật.")
      #expect(home.state.status.problem == nil)
      await session.close()
      try await department.end()
    }

    @Test func aProfileClosedDuringASyncSaysGoodbyeAndLeavesNothing() async throws {
      let (department, profile) = (try await Department(), Profile())
      defer { profile.remove() }
      let core = try await open(profile, department)
      let home = try await settledHome(core)
      let heard = Heard()
      let subscription = try home.observe(listener: Recorder(heard))
      try await department.stall()
      let task = Task { try await refresh(core) }
      try await department.hangs()
      #expect(heard.closings.value == 0)
      try await core.close()
      try await department.seesOneLeave()
      try expectStopped(await task.result)
      try await expectOver(profile, heard)
      withExtendedLifetime((home, subscription)) {}
      try await department.end()
    }

    @Test func aProfileLetGoOfOnABareThreadDuringASyncEndsAsIfItWereClosed() async throws {
      let (department, profile) = (try await Department(), Profile())
      defer { profile.remove() }
      let core = Shared<Core?>(try await open(profile, department))
      let home = try await settledHome(try #require(core.value))
      let heard = Heard()
      let subscription = try home.observe(listener: Recorder(heard))
      try await department.stall()
      try home.send(event: .refresh)
      try await department.hangs()
      #expect(heard.closings.value == 0)
      Thread { core.change { $0 = nil } }.start()
      try await department.seesOneLeave()
      try await expectOver(profile, heard)
      withExtendedLifetime((home, subscription)) {}
      try await department.end()
    }

    private func open(_ profile: Profile, _ department: Department) async throws -> Core {
      let ports = profile.ports(at: noon)
      return try await openCore(
        config: profile.asking(department), connectivity: ports.connectivity, secrets: ports.secrets,
        notifier: ports.notifier, clock: ports.clock, cancel: nil)
    }

    private func refresh(_ core: Core) async throws -> RefreshReport {
      try await withCoreCancellation { token in
        try await core.refresh(request: asked, cancel: token)
      }
    }

    /// That a refresh was stopped is said by its report or by its error.
    private func expectStopped(_ result: Result<RefreshReport, any Error>) throws {
      switch result {
      case .success(let report): #expect(report.outcome == .stopped)
      case .failure(let error as CoreError): #expect(error.code == "cancelled")
      case .failure(let error): #expect(error is CancellationError)
      }
    }

    private func expectOver(_ profile: Profile, _ heard: Heard) async throws {
      try await eventually { heard.isFreed.value }
      try await eventually { threads("app4g-") == 0 }
      try await eventually { openFiles(in: profile.folder).isEmpty }
      #expect(heard.closings.value == 1)
      // Two for sockets and events, four for what waits for the disk.
      #expect(threads("app4g") <= 6)
    }
  }
}
