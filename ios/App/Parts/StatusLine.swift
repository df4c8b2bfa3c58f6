// What goes on, how old the content is, whether there is a network, what went wrong: above the content, never in its place.

import App4GCore
import ShellKit
import SwiftUI

struct StatusLine: View {
  let status: Status
  /// Ends what goes on; nil where that cannot be ended.
  var onStop: (() -> Void)?
  let onRetry: () -> Void

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.s) {
      if let problem = status.problem {
        ProblemLine(problem: problem, onRetry: onRetry)
      }
      if let offline = status.offline {
        Note(text: offline, tone: .neutral)
      }
      if let age = status.age {
        AgeLine(age: age)
      }
      if case .loading(let text, let done, let total) = status.activity {
        LoadingLine(text: text, done: done, total: total, onStop: onStop)
      }
      if let announcement = status.announcement {
        SoftWords(announcement)
      }
    }
    .frame(maxWidth: .infinity, alignment: .leading)
    .spoken(when: status.offline)
    .spoken(when: status.announcement)
  }
}

private struct AgeLine: View {
  let age: Age

  var body: some View {
    switch age.freshness {
    case .recent: SoftWords(age.text)
    case .stale: Note(text: age.text, tone: .caution)
    }
  }
}

private struct LoadingLine: View {
  let text: String
  let done: UInt32
  let total: UInt32
  let onStop: (() -> Void)?
  @Environment(\.strings) private var strings

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.s) {
      SoftWords(text)
      bar.accessibilityHidden(true)
      if let onStop {
        PressButton(text: strings.actionStop, weight: .plain, onPress: onStop)
      }
    }
    .accessibilityElement(children: .contain)
  }

  /// The words beside it say how far it is.
  @ViewBuilder private var bar: some View {
    if total > 0 {
      ProgressView(value: Double(min(done, total)), total: Double(total))
    } else {
      ProgressView().progressViewStyle(.linear)
    }
  }
}

extension View {
  /// A voice says the text when it changes, once it has said what it is at.
  func spoken(when text: String?) -> some View {
    onChange(of: text) { _, text in
      if let text {
        AccessibilityNotification.Announcement(text).post()
      }
    }
  }
}
