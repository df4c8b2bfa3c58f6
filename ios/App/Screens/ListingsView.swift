// Listings: offers and needs of technology, narrowed by facets.

import App4GCore
import ShellKit
import SwiftUI

struct ListingsView: View {
  let state: ListingsState
  let send: (ListingsEvent) -> Void
  let open: (Route) -> Void

  var body: some View {
    List {
      SwiftUI.Section {
        SearchField(query: state.query, hint: state.hint, onType: { send(.typed(text: $0)) }, onSubmit: {})
        StatusLine(status: state.status, onRetry: { send(.retry) })
        ToggleChip(toggle: state.expired) { send(.toggleExpired) }
      }
      .listRowSeparator(.hidden)
      if let content = state.content {
        FoundRows(
          content: content, alternatives: content.alternatives, narrow: state.narrow, clear: state.clearChoices,
          actions: actions)
      }
    }
    .navigationTitle(state.title)
    .scrollDismissesKeyboard(.immediately)
  }

  private var actions: FoundActions {
    FoundActions(
      open: open, take: { send(.typed(text: $0)) }, choose: { send(.choose(field: $0, value: $1)) },
      clear: { send(.clearChoices) }, sort: { send(.sort(order: $0)) }, loadMore: { send(.loadMore) },
      empty: { send(.clearChoices) }, act: { send(.act(id: $0, command: $1)) })
  }
}
