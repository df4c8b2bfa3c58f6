// The order of sentences that a voice reads.

import App4GCore
import Testing

@testable import ShellKit

@MainActor
private final class FakeVoice: Voice {
  var canSpeak = true
  var said: [String] = []
  var silenced = 0
  var ended: [@MainActor () -> Void] = []

  func speak(_ text: String, ended: @escaping @MainActor () -> Void) {
    said.append(text)
    self.ended.append(ended)
  }

  func silence() {
    silenced += 1
  }
}

@MainActor
@Suite struct ReadingAloudTests {
  private let segments = [
    SpeechSegment(spoken: "Tiêu đề.", block: nil), SpeechSegment(spoken: "Một.", block: 0),
    SpeechSegment(spoken: "Hai.", block: 2),
  ]

  @Test func sentencesFollowEachOtherAndTheTextFollowsTheVoice() {
    let voice = FakeVoice()
    let reading = ReadingAloud(voice)
    reading.start(segments)
    #expect(voice.said == ["Tiêu đề."])
    #expect(reading.block == nil)
    voice.ended[0]()
    voice.ended[1]()
    #expect(reading.block == 2)
    #expect(reading.isSpeaking)
    voice.ended[2]()
    #expect(!reading.isSpeaking)
    #expect(reading.block == nil)
    #expect(voice.said == segments.map(\.spoken))
    #expect(voice.silenced == 0)
  }

  @Test func aSentenceThatEndsAfterTheStopBeginsNothing() {
    let voice = FakeVoice()
    let reading = ReadingAloud(voice)
    reading.start(segments)
    reading.stop()
    voice.ended[0]()
    #expect(voice.said.count == 1)
    #expect(voice.silenced == 1)
    #expect(!reading.isSpeaking)
    reading.stop()
    #expect(voice.silenced == 1)
    reading.start(segments)
    voice.ended[0]()
    #expect(voice.said == ["Tiêu đề.", "Tiêu đề."])
  }

  @Test func withoutAVoiceItSaysSo() {
    let voice = FakeVoice()
    voice.canSpeak = false
    let reading = ReadingAloud(voice)
    reading.start(segments)
    #expect(reading.isMute)
    #expect(!reading.isSpeaking)
    #expect(voice.said.isEmpty)
    voice.canSpeak = true
    reading.start(segments)
    #expect(!reading.isMute)
    reading.start([])
    #expect(!reading.isSpeaking)
  }
}
