// Home: what is new, how old it is, what a refresh would cost.

import App4GCore
import ShellKit
import SwiftUI

struct HomeScreenView: View {
  let state: HomeState
  let send: (HomeEvent) -> Void
  let open: (Route) -> Void

  var body: some View {
    List {
      SwiftUI.Section {
        // What is new and how old it is are one answer: they stand together, and what a refresh would cost below them.
        if let content = state.content {
          Words(content.headline)
        }
        // Over content only a refresh is said to load; the first reading of the device cannot be stopped.
        StatusLine(
          status: state.status, onStop: state.content == nil ? nil : { send(.stopRefresh) }, onRetry: { send(.retry) })
        if let trial = state.content?.trial {
          Badges([Badge(text: trial, tone: .caution)])
        }
        // Where there is nothing, what says so has the button.
        if isIdle, state.content?.empty == nil {
          RefreshButton(refresh: state.refresh) { send(.refresh) }
        }
      }
      .listRowSeparator(.hidden)
      if let content = state.content {
        HomeRows(content: content, send: send, open: open)
      }
    }
    .navigationTitle(state.title)
    .refreshable {
      // One refresh at a time.
      if isIdle {
        send(.refresh)
      }
    }
  }

  private var isIdle: Bool { state.status.activity == .idle }
}

private struct RefreshButton: View {
  let refresh: ActionLabel
  let onPress: () -> Void

  var body: some View {
    ChipRow {
      PressButton(
        text: refresh.label, weight: .main, icon: "arrow.clockwise", spoken: refresh.spoken, onPress: onPress)
      if let detail = refresh.detail {
        SoftWords(detail)
          .frame(minHeight: Tokens.Target.ios)
          .accessibilityHidden(true)
      }
    }
  }
}

/// Notices above the news; the others wait behind a line, so that the first screen has news on it.
private let atOnce = 2

private struct HomeRows: View {
  let content: HomeContent
  let send: (HomeEvent) -> Void
  let open: (Route) -> Void
  @State private var seesAll = false
  @Environment(\.strings) private var strings

  var body: some View {
    SwiftUI.Section {
      ForEach(content.revisions, id: \.id) { revision in
        RevisionView(revision: revision) { open(revision.route) }
      }
    }
    .listRowSeparator(.hidden)
    RowSection(section: content.notices, seen: seen, send: send, open: open)
    if content.notices.rows.count > seen {
      PressButton(text: strings.homeOtherNotices, weight: .plain) { seesAll = true }
        .listRowSeparator(.hidden)
    }
    RowSection(section: content.news, seen: content.news.rows.count, send: send, open: open)
    SwiftUI.Section {
      if let more = content.more {
        MoreButton(text: more) { send(.loadMore) }
      }
      if let empty = content.empty {
        EmptyNote(empty) { send(.refresh) }
      }
    }
    .listRowSeparator(.hidden)
  }

  /// How many notices are seen: what is urgent comes first and is never folded away.
  private var seen: Int {
    let rows = content.notices.rows
    let urgent = rows.filter { row in row.badges.contains { $0.tone == .urgent } }
    return seesAll ? rows.count : max(atOnce, urgent.count)
  }
}

private struct RowSection: View {
  let section: App4GCore.Section
  /// Rows that are shown.
  let seen: Int
  let send: (HomeEvent) -> Void
  let open: (Route) -> Void

  var body: some View {
    if !section.rows.isEmpty {
      SwiftUI.Section {
        ForEach(section.rows.prefix(seen), id: \.id) { row in
          RowCard(
            row: row, onOpen: { open(row.route) }, onAct: { send(.act(id: row.id, command: $0)) })
        }
      } header: {
        Heading(section.title)
      }
    }
  }
}

/// A correction or withdrawal of something the person had read.
private struct RevisionView: View {
  let revision: RevisionCard
  let onOpen: () -> Void

  var body: some View {
    Button(action: onOpen) {
      Note(text: revision.title, tone: revision.tone) {
        SoftWords(revision.text)
      }
    }
    .buttonStyle(.plain)
    .accessibilityElement(children: .ignore)
    .accessibilityLabel(revision.spoken)
    .accessibilityAddTraits(.isButton)
    .accessibilityAction(.default, onOpen)
  }
}
