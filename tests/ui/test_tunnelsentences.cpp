// SPDX-License-Identifier: MIT
#include "ui/tunnelsentences.h"

#include <QSet>
#include <QTest>

using namespace kaunt;
using Phase = TunnelState::Phase;
using Reason = TunnelState::Reason;

class TestTunnelSentences final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachReasonSaysWhyAndWhatNext();
    void beingPublicIsSaidPlainly();
    void tellsThatWhatIsRegisteredLeadsNowhere();
    void eachFlawHasANextStep();
};

void TestTunnelSentences::eachReasonSaysWhyAndWhatNext()
{
    QSet<QString> reasons;
    for (const Reason reason :
         {Reason::ProgramNotFound, Reason::NotStarted, Reason::Exited, Reason::Killed, Reason::NoUrl}) {
        TunnelState state{Phase::Down, {}, reason, 9, QStringLiteral("bore\u202e"), QStringLiteral("denied"), {}};
        const Sentence sentence = sentenceFor(state, true);
        reasons.insert(sentence.reason);
        QVERIFY(sentence.reason.contains(QStringLiteral("⟨U+202E⟩")));
        QVERIFY(!sentence.next.isEmpty());
        state.retryIn = std::chrono::milliseconds(1'500);
        if (reason == Reason::Exited)
            QVERIFY(sentenceFor(state, true).next.contains(u'2'));
    }
    QCOMPARE(reasons.size(), 5);
}

void TestTunnelSentences::beingPublicIsSaidPlainly()
{
    TunnelState up;
    up.phase = Phase::Up;
    up.url = QUrl(QStringLiteral("https://hooks.example.com"));
    QVERIFY(sentenceFor(up, true).text().contains(QStringLiteral("Anyone on the internet")));
    QVERIFY(sentenceFor(up, true).next.isEmpty());
    up.url.setScheme(QStringLiteral("http"));
    QVERIFY(sentenceFor(up, true).next.contains(QStringLiteral("https")));
    QVERIFY(!sentenceFor(up, false).text().contains(QStringLiteral("Anyone on the internet")));
    QVERIFY(sentenceFor(up, false).next.contains(QStringLiteral("Ctrl+R")));
}

void TestTunnelSentences::tellsThatWhatIsRegisteredLeadsNowhere()
{
    const Sentence moved = movedSentence(QUrl(QStringLiteral("https://before.example")),
                                         QUrl(QStringLiteral("https://now.example")), 1'769'864'531'123);
    QVERIFY(moved.reason.contains(QStringLiteral("https://before.example")));
    QVERIFY(moved.next.contains(QStringLiteral("https://now.example")));
}

void TestTunnelSentences::eachFlawHasANextStep()
{
    for (const TunnelFlaw flaw : {TunnelFlaw::Destination, TunnelFlaw::Remote, TunnelFlaw::Command,
                                  TunnelFlaw::SingleQuotes, TunnelFlaw::Pattern, TunnelFlaw::PublicUrl})
        QVERIFY(!sentenceFor(flaw).reason.isEmpty() && !sentenceFor(flaw).next.isEmpty());
}

QTEST_GUILESS_MAIN(TestTunnelSentences)
#include "test_tunnelsentences.moc"
