// Settings, in the order in which the core lists them.

import App4GCore
import ShellKit
import SwiftUI

struct SettingsView: View {
  let state: SettingsState
  let send: (SettingsEvent) -> Void
  /// Does what a button names: files and erasing are the shell's.
  let press: (SettingPress) -> Void

  var body: some View {
    List {
      SwiftUI.Section {
        StatusLine(status: state.status, onRetry: { send(.retry) })
      }
      .listRowSeparator(.hidden)
      if let content = state.content {
        ForEach(content.sections, id: \.title) { section in
          SwiftUI.Section {
            ForEach(section.items, id: \.key) { item in
              SettingView(item: item, onSet: { send(.set(key: item.key, value: $0)) }, onPress: press)
            }
          } header: {
            Heading(section.title, Tokens.Text.subheading)
          }
        }
      }
    }
    .navigationTitle(state.title)
  }
}
