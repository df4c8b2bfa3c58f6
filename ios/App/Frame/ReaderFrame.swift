// The reader with what the phone adds: a voice, pictures, the bar above.

import App4GCore
import ShellKit
import SwiftUI

struct ReaderFrame: View {
  let model: AppModel
  let state: ReaderState
  let send: (ReaderEvent) -> Void
  let open: (Route) -> Void
  @Environment(\.strings) private var strings

  var body: some View {
    ReaderView(
      state: state, send: send, open: open, readBlock: model.reading.block,
      picture: { record, address in await model.session.picture(record: record, address: address) }
    )
    .safeAreaInset(edge: .bottom) {
      if model.reading.isMute {
        Note(text: strings.readerNoVoice, tone: .caution).padding(Tokens.Space.l)
      }
    }
    .toolbar {
      if let content = state.content {
        ReaderBar(
          content: content, isSpeaking: model.reading.isSpeaking, strings: strings,
          onKeep: { send(.toggleKeep) },
          onSpeak: { Task { await model.speak(content.id) } },
          onStopSpeaking: { model.reading.stop() })
      }
    }
    .onDisappear { model.reading.stop() }
  }
}
