// One row of a list: one element for a voice, which hears the whole row and its actions.

import App4GCore
import ShellKit
import SwiftUI

struct RowCard: View {
  let row: App4GCore.Row
  /// The row's title with what matched, where it was found.
  var title: AttributedString?
  /// Why it was found.
  var snippet: AttributedString?
  let onOpen: () -> Void
  let onAct: (RowCommand) -> Void
  @Environment(\.palette) private var palette

  var body: some View {
    Button(action: onOpen) {
      VStack(alignment: .leading, spacing: 6) {
        Words(title ?? AttributedString(row.title), row.isUnread ? Tokens.Text.subheading : Tokens.Text.body)
        if let snippet, !snippet.characters.isEmpty {
          Words(snippet, color: Color(token: palette.inkSoft))
        }
        ChipRow {
          // As high as the badges beside it.
          MetaLine(row: row).padding(.vertical, 2)
          Badges(row.badges)
        }
      }
      .padding(.vertical, Tokens.Space.xs)
      .frame(maxWidth: .infinity, minHeight: Tokens.Target.ios, alignment: .leading)
      .contentShape(Rectangle())
    }
    .buttonStyle(.plain)
    .contextMenu { menu }
    .swipeActions(edge: .trailing, allowsFullSwipe: false) { menu }
    .accessibilityElement(children: .ignore)
    .accessibilityLabel(row.spoken)
    .accessibilityAddTraits(.isButton)
    .accessibilityAction(.default, onOpen)
    .accessibilityActions { menu }
  }

  /// The actions of the row, for a finger and for a voice alike.
  private var menu: some View {
    ForEach(row.actions, id: \.command) { action in
      Button(action.label) { onAct(action.command) }
    }
  }
}

/// Who and when; before it a dot for what is new and a mark for what is kept. A voice hears both in the row.
private struct MetaLine: View {
  let row: App4GCore.Row
  @Environment(\.palette) private var palette

  var body: some View {
    HStack(alignment: .firstTextBaseline, spacing: 6) {
      if row.isUnread {
        Image(systemName: "circle.fill").imageScale(.small).foregroundStyle(Color(token: palette.accent))
      }
      if row.isKept {
        Image(systemName: "bookmark.fill").imageScale(.small).foregroundStyle(Color(token: palette.accent))
      }
      SoftWords(row.meta)
    }
  }
}
