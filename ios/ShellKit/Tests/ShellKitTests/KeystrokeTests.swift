// Typing faster than anything can be found: the last query is answered, and none that is older after a newer.

import App4GCore
import Foundation
import Testing

@testable import ShellKit

/// Keeps every state it is told.
private final class Follower: SearchListener {
  let states = Shared<[SearchState]>([])
  let closings = Shared(0)

  func onState(state: SearchState) throws {
    states.change { $0.append(state) }
  }

  func onClosed() throws {
    closings.change { $0 += 1 }
  }
}

extension SearchState {
  /// What its rows were looked for by; nil where there are none.
  fileprivate var foundBy: String? {
    guard case .record(_, _, let found) = content?.rows.first?.row.route else { return nil }
    return found
  }
}

extension RealCore {
  @Suite struct Keystrokes {
    @Test func theLastOfTenQuickKeystrokesIsAnsweredAndNoOlderOneAfterANewer() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await openCore(
        config: try profile.withStarter(), connectivity: profile.network, secrets: SecretPort(profile.safe),
        notifier: NotificationPort(SilentBoard()), clock: nil, cancel: nil)
      let home = try core.home()
      try await eventually { try home.state().content?.news.rows.isEmpty == false }
      let search = try core.search(query: "")
      let follower = Follower()
      let subscription = try search.observe(listener: follower)
      // «Chuyển đổi», as it is typed on a phone.
      let whole = "chuyen doi"
      let typed = (1...whole.count).map { String(whole.prefix($0)) }
      #expect(typed.count == 10)
      for text in typed {
        try search.send(event: .typed(text: text))
        // As soon as it stands in the field the next one follows; what it finds is not waited for.
        try await eventually { follower.states.value.last?.query == text }
      }
      try await eventually { follower.states.value.last?.foundBy == whole }
      search.close()
      try await eventually { follower.closings.value == 1 }
      let states = follower.states.value
      #expect(states.last?.query == whole)
      #expect(typed.allSatisfy { text in states.contains { $0.query == text } })
      #expect(states.allSatisfy { $0.status.problem == nil }, "who was stopped is no problem")
      for shown in [states.map(\.query).filter { !$0.isEmpty }, states.compactMap(\.foundBy)] {
        let places = shown.map { typed.firstIndex(of: $0) ?? -1 }
        #expect(places == places.sorted() && !places.contains(-1), "\(shown)")
      }
      withExtendedLifetime(subscription) {}
      try await core.close()
    }

    @Test func aKeystrokeEndsTheRowsThatTheQueryBeforeItReads() async throws {
      let profile = Profile()
      defer { profile.remove() }
      let core = try await openCore(
        config: try profile.withStarter(), connectivity: profile.network, secrets: SecretPort(profile.safe),
        notifier: NotificationPort(SilentBoard()), clock: nil, cancel: nil)
      let home = try core.home()
      try await eventually { try home.state().content?.news.rows.isEmpty == false }
      let search = try core.search(query: "")
      do {
        let rows = try await core.selfTestRows()
        try search.send(event: .take(query: "nước"))
        try await eventually { rows.seen() > 10 && rows.isRead() }
        try search.send(event: .typed(text: ""))
        try await eventually { !rows.isRead() }
      }
      try search.send(event: .typed(text: "nước"))
      try await eventually { try search.state().content?.rows.isEmpty == false }
      #expect(try search.state().status.problem == nil)
      search.close()
      try await core.close()
    }
  }
}
