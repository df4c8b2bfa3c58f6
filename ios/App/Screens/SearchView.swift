// Search: a field, what it may become, what was found.

import App4GCore
import ShellKit
import SwiftUI

struct SearchView: View {
  let state: SearchState
  let send: (SearchEvent) -> Void
  let open: (Route) -> Void

  var body: some View {
    List {
      SwiftUI.Section {
        SearchField(
          query: state.query, hint: state.hint, onType: { send(.typed(text: $0)) }, onSubmit: { send(.submit) })
        StatusLine(status: state.status, onRetry: { send(.retry) })
        SuggestionRows(suggestions: state.suggestions) { send(.take(query: $0)) }
        RecentRows(recents: state.recents, clear: state.clearRecents, send: send)
      }
      .listRowSeparator(.hidden)
      if let content = state.content {
        FoundRows(
          content: content, alternatives: alternatives(content), narrow: state.narrow, clear: state.clearChoices,
          actions: actions)
      }
    }
    .navigationTitle(state.title)
    .scrollDismissesKeyboard(.immediately)
  }

  /// Two rows of chips above the first hit are enough: while what is typed may become something else, that row is the one.
  private func alternatives(_ content: FindContent) -> [Suggestion] {
    state.suggestions.isEmpty || content.rows.isEmpty ? content.alternatives : []
  }

  private var actions: FoundActions {
    FoundActions(
      open: {
        send(.submit)
        open($0)
      },
      take: { send(.take(query: $0)) }, choose: { send(.choose(field: $0, value: $1)) },
      clear: { send(.clearChoices) }, sort: { send(.sort(order: $0)) }, loadMore: { send(.loadMore) },
      empty: { send(.clearChoices) }, act: { send(.act(id: $0, command: $1)) })
  }
}

private struct SuggestionRows: View {
  let suggestions: [Suggestion]
  let onTake: (String) -> Void

  var body: some View {
    ForEach(suggestions, id: \.query) { suggestion in
      Button {
        onTake(suggestion.query)
      } label: {
        Words(suggestion.label)
          .frame(maxWidth: .infinity, minHeight: Tokens.Target.ios, alignment: .leading)
          .contentShape(Rectangle())
      }
      .buttonStyle(.plain)
      .accessibilityLabel(suggestion.spoken)
    }
  }
}

/// What was searched for before.
private struct RecentRows: View {
  let recents: [Suggestion]
  let clear: String?
  let send: (SearchEvent) -> Void
  @Environment(\.strings) private var strings

  var body: some View {
    if !recents.isEmpty {
      Heading(strings.findRecents, Tokens.Text.subheading)
      SuggestionRows(suggestions: recents) { send(.take(query: $0)) }
    }
    if let clear {
      PressButton(text: clear, weight: .plain) { send(.clearRecents) }
    }
  }
}
