// What Search and Listings both draw: rows that were found, how they were found, by what they can be narrowed.

import App4GCore
import ShellKit
import SwiftUI

/// What a person does with what was found.
struct FoundActions {
  let open: (Route) -> Void
  let take: (String) -> Void
  let choose: (_ field: String, _ value: String) -> Void
  let clear: () -> Void
  let sort: (String) -> Void
  let loadMore: () -> Void
  let empty: () -> Void
  let act: (_ id: String, _ command: RowCommand) -> Void
}

/// The sections of a list; stands inside a `List`.
struct FoundRows: View {
  let content: FindContent
  /// Those that are shown above the rows.
  let alternatives: [Suggestion]
  /// The label of the button that opens the sheet of facets.
  let narrow: String
  /// The label of the button that takes all choices back; nil while there are none.
  let clear: String?
  let actions: FoundActions
  @Environment(\.palette) private var palette

  var body: some View {
    SwiftUI.Section {
      NarrowBar(content: content, narrow: narrow, clear: clear, actions: actions)
      FoundHead(content: content, alternatives: alternatives, actions: actions)
    }
    .listRowSeparator(.hidden)
    SwiftUI.Section {
      ForEach(content.rows, id: \.row.id) { found in
        RowCard(
          row: found.row, title: found.title.joined(palette),
          snippet: found.snippet.joined(palette),
          onOpen: { actions.open(found.row.route) }, onAct: { actions.act(found.row.id, $0) })
      }
      if let empty = content.empty {
        EmptyNote(empty, onAct: actions.empty)
      }
      if let more = content.more {
        MoreButton(text: more, onMore: actions.loadMore)
      }
    }
  }
}

private struct FoundHead: View {
  let content: FindContent
  let alternatives: [Suggestion]
  let actions: FoundActions
  @Environment(\.strings) private var strings

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.s) {
      ForEach(content.notes, id: \.self) { note in
        Note(text: note, tone: .neutral)
      }
      if !alternatives.isEmpty {
        SoftWords(strings.findAlternatives)
        ChipRow {
          ForEach(alternatives, id: \.query) { alternative in
            SuggestionChip(suggestion: alternative) { actions.take(alternative.query) }
          }
        }
      }
    }
  }
}

/// The button for more at the end of a list; reaching it is enough.
struct MoreButton: View {
  let text: String
  let onMore: () -> Void

  var body: some View {
    PressButton(text: text, weight: .plain, onPress: onMore)
      .frame(maxWidth: .infinity)
      .onAppear(perform: onMore)
  }
}

/// How much was found, the button that opens the sheet of orders and facets, the one that takes all choices back, the choices.
private struct NarrowBar: View {
  let content: FindContent
  let narrow: String
  let clear: String?
  let actions: FoundActions
  @State private var isOpen = false

  var body: some View {
    ChipRow {
      Heading(content.count, Tokens.Text.subheading)
        .spoken(when: content.count)
        .frame(minHeight: Tokens.Target.ios)
      if !content.facets.isEmpty || !content.orders.isEmpty {
        PressButton(text: narrow, icon: "line.3.horizontal.decrease") { isOpen = true }
      }
      if let clear {
        PressButton(text: clear, weight: .plain, onPress: actions.clear)
      }
      ForEach(content.chips, id: \.self) { chip in
        ChosenChip(chip: chip) { actions.choose(chip.field, chip.value) }
      }
    }
    .sheet(isPresented: $isOpen) {
      FacetSheet(
        title: narrow, count: content.count, orders: content.orders, facets: content.facets, clear: clear,
        onSort: actions.sort, onChoose: actions.choose, onClear: actions.clear)
    }
  }
}
