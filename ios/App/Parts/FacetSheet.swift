// The sheet of orders and facets: in which order, then fields with their values, each a check box with its count.

import App4GCore
import ShellKit
import SwiftUI

struct FacetSheet: View {
  let title: String
  let count: String
  let orders: [Choice]
  let facets: [Facet]
  /// The label of the button that takes all choices back; nil while there are none.
  let clear: String?
  let onSort: (String) -> Void
  let onChoose: (_ field: String, _ value: String) -> Void
  let onClear: () -> Void
  @Environment(\.dismiss) private var dismiss
  @Environment(\.strings) private var strings

  var body: some View {
    NavigationStack {
      List {
        SoftWords(count)
        if !orders.isEmpty {
          SwiftUI.Section {
            Choices(choices: orders, onChoose: onSort)
          } header: {
            Heading(strings.findOrder, Tokens.Text.subheading)
          }
        }
        ForEach(facets, id: \.field) { facet in
          SwiftUI.Section {
            ForEach(facet.values, id: \.value) { value in
              FacetValueRow(value: value) { onChoose(facet.field, value.value) }
            }
          } header: {
            Heading(facet.title, Tokens.Text.subheading)
          }
        }
      }
      .navigationTitle(title)
      .navigationBarTitleDisplayMode(.inline)
      .toolbar {
        if let clear {
          ToolbarItem(placement: .cancellationAction) {
            Button(clear, action: onClear)
          }
        }
        ToolbarItem(placement: .confirmationAction) {
          Button(strings.actionDone) { dismiss() }
        }
      }
    }
    .presentationDetents([.medium, .large])
    .spoken(when: count)
  }
}

private struct FacetValueRow: View {
  let value: FacetValue
  let onChoose: () -> Void
  @Environment(\.palette) private var palette

  var body: some View {
    Button(action: onChoose) {
      HStack(alignment: .firstTextBaseline, spacing: Tokens.Space.m) {
        Image(systemName: value.isChosen ? "checkmark.square.fill" : "square")
          .foregroundStyle(Color(token: value.isChosen ? palette.accent : palette.outline))
        Words(value.label)
        Spacer(minLength: Tokens.Space.s)
        SoftWords(value.count)
      }
      .padding(.leading, Double(value.level) * Tokens.Space.xl)
      .frame(minHeight: Tokens.Target.ios)
      .contentShape(Rectangle())
    }
    .buttonStyle(.plain)
    .accessibilityElement(children: .ignore)
    .accessibilityLabel(value.spoken)
    .accessibilityAddTraits(value.isChosen ? [.isToggle, .isSelected] : .isToggle)
  }
}
