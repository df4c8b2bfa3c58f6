// The buttons above a record: keep it, read it aloud, hand it on.

import App4GCore
import ShellKit
import SwiftUI

struct ReaderBar: ToolbarContent {
  let content: ReaderContent
  let isSpeaking: Bool
  let strings: Strings
  let onKeep: () -> Void
  let onSpeak: () -> Void
  let onStopSpeaking: () -> Void

  var body: some ToolbarContent {
    ToolbarItemGroup(placement: .topBarTrailing) {
      if isSpeaking {
        IconPress(icon: "stop.circle", label: strings.actionStopSpeaking, onPress: onStopSpeaking)
      } else if let speak = content.speak {
        IconPress(icon: "speaker.wave.2", label: speak, onPress: onSpeak)
      }
      if let keep = content.keep {
        KeepButton(keep: keep, onKeep: onKeep)
      }
      ShareLink(item: content.share.text, subject: Text(verbatim: content.share.subject)) {
        Image(systemName: "square.and.arrow.up")
      }
      .accessibilityLabel(strings.actionShare)
    }
  }
}

private struct KeepButton: View {
  let keep: App4GCore.Toggle
  let onKeep: () -> Void

  var body: some View {
    IconPress(icon: keep.isOn ? "bookmark.fill" : "bookmark", label: keep.label, onPress: onKeep)
      .accessibilityLabel(keep.spoken)
      .accessibilityAddTraits(keep.isOn ? [.isToggle, .isSelected] : .isToggle)
  }
}
