// The field for typing a query. It keeps what was typed while the states that answer it are still on their way.

import ShellKit
import SwiftUI

struct SearchField: View {
  let query: String
  let hint: String
  let onType: (String) -> Void
  let onSubmit: () -> Void
  @State private var typed = TypedText()
  @FocusState private var isFocused: Bool
  @Environment(\.palette) private var palette
  @Environment(\.strings) private var strings

  var body: some View {
    HStack(spacing: Tokens.Space.s) {
      Image(systemName: "magnifyingglass")
        .foregroundStyle(Color(token: palette.inkSoft))
        .accessibilityHidden(true)
      TextField(hint, text: text)
        .typed(Tokens.Text.body)
        .focused($isFocused)
        .submitLabel(.search)
        .autocorrectionDisabled()
        .textInputAutocapitalization(.never)
        .onSubmit(onSubmit)
      if !typed.text.isEmpty {
        IconPress(icon: "xmark.circle.fill", label: strings.actionClear) {
          text.wrappedValue = ""
          isFocused = true
        }
      }
    }
    .padding(.leading, Tokens.Space.m)
    .frame(minHeight: Tokens.Target.ios)
    .background(Color(token: palette.surfaceRaised), in: RoundedRectangle(cornerRadius: Tokens.Radius.card))
    .overlay(RoundedRectangle(cornerRadius: Tokens.Radius.card).strokeBorder(Color(token: palette.outline)))
    .onChange(of: query, initial: true) { _, query in typed.answer(query) }
  }

  private var text: Binding<String> {
    Binding(
      get: { typed.text },
      set: { written in
        if typed.type(written) {
          onType(written)
        }
      })
  }
}
