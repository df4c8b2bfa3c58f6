// How a setting is set: a switch, one of several, a button, or nothing because it is only to be read.

import App4GCore
import ShellKit
import SwiftUI

struct SettingView: View {
  let item: SettingItem
  let onSet: (String) -> Void
  let onPress: (SettingPress) -> Void

  var body: some View {
    switch item.control {
    case .switch(let isOn):
      SwiftUI.Toggle(isOn: Binding(get: { isOn }, set: { onSet($0 ? "on" : "off") })) {
        SettingWords(item: item)
      }
    case .options(let options):
      VStack(alignment: .leading, spacing: Tokens.Space.s) {
        SettingWords(item: item)
        Choices(choices: options, onChoose: onSet)
      }
    case .press(let press, let label, let confirm):
      VStack(alignment: .leading, spacing: Tokens.Space.s) {
        SettingWords(item: item)
        ConfirmedButton(label: label, confirm: confirm) { onPress(press) }
      }
    case .fact(let text):
      VStack(alignment: .leading, spacing: Tokens.Space.xs) {
        SettingWords(item: item)
        SoftWords(text)
      }
      .accessibilityElement(children: .combine)
    }
  }
}

private struct SettingWords: View {
  let item: SettingItem

  var body: some View {
    VStack(alignment: .leading, spacing: 2) {
      Words(item.title)
      if !item.detail.isEmpty {
        SoftWords(item.detail)
      }
    }
  }
}

/// A button that asks before it does what cannot be taken back.
private struct ConfirmedButton: View {
  let label: String
  let confirm: Confirm?
  let onPress: () -> Void
  @State private var isAsking = false

  var body: some View {
    PressButton(text: label) {
      if confirm == nil {
        onPress()
      } else {
        isAsking = true
      }
    }
    .alert(confirm?.title ?? "", isPresented: $isAsking, presenting: confirm) { confirm in
      Button(confirm.yes, role: .destructive, action: onPress)
      Button(confirm.no, role: .cancel) {}
    } message: { confirm in
      Text(verbatim: confirm.text)
    }
  }
}
