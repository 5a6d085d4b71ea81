// SPDX-License-Identifier: MIT
#include "tests/ui/senddialogfixture.h"

#include <QApplication>
#include <QCheckBox>
#include <QMessageBox>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTest>

#include <functional>

using namespace kaunt;
using namespace kaunt::test;

/// What the dialog tells and asks while it sends.
class TestRunningSendDialog final : public SendDialogFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void repeatsUntilAccepted();
    void tellsWhenTheNextAttemptIsDue();
    void stops();
    void endsWhereReturnSendsAgain();
    void endsWhereOneReads();
    void leavesThePayloadItsHeight();
    void asksBeforeItIsClosed();
    void asksNoLongerThanItSends();

private:
    [[nodiscard]] static QMessageBox* questionOf(const SendDialog& dialog)
    {
        return control<QMessageBox>(dialog, "stopBox");
    }
};

void TestRunningSendDialog::repeatsUntilAccepted()
{
    m_peer->setAnswers({ScriptedPeer::status(500), ScriptedPeer::status(500), ScriptedPeer::status(200)});
    const auto dialog = open();
    control<QCheckBox>(*dialog, "sampleRetry")->setChecked(true);
    control<QSpinBox>(*dialog, "sampleTimeLapse")->setValue(1'000);
    press(*dialog, "sendBegin");
    QTRY_COMPARE(outcomeOf(*dialog), QStringLiteral("1 of 1 were answered 2xx."));
    QCOMPARE(m_peer->requests().size(), 3);
}

void TestRunningSendDialog::stops()
{
    m_peer->setAnswers({QByteArray()});
    const auto dialog = open();
    press(*dialog, "sendBegin");
    QTRY_COMPARE(m_peer->openConnections(), 1);
    QVERIFY(!control<QWidget>(*dialog, "sendContent")->isEnabled());
    press(*dialog, "sendStop");
    QCOMPARE(outcomeOf(*dialog), QStringLiteral("The sending was stopped after 0."));
    QVERIFY(control<QWidget>(*dialog, "sendContent")->isEnabled());
    QTRY_COMPARE(m_peer->openConnections(), 0);
}

void TestRunningSendDialog::tellsWhenTheNextAttemptIsDue()
{
    m_peer->setAnswers({ScriptedPeer::status(500)});
    const auto dialog = open();
    control<QCheckBox>(*dialog, "sampleRetry")->setChecked(true);
    press(*dialog, "sendBegin");
    static const QRegularExpression told(QStringLiteral(
        "Delivery 1, attempt (\\d): answered 500 within [\\d,]+ ms\\. Attempt (\\d) is due at 14:02:\\d\\d\\."));
    QRegularExpressionMatch match;
    QTRY_VERIFY((match = told.match(outcomeOf(*dialog))).hasMatch());
    QCOMPARE(match.captured(2).toInt(), match.captured(1).toInt() + 1);
}

/// And not on Close, where what was answered would be gone by it.
void TestRunningSendDialog::endsWhereReturnSendsAgain()
{
    const auto dialog = open();
    for (qsizetype sent = 1; sent <= 2; ++sent) {
        QTest::keyClick(dialog.get(), Qt::Key_Return);
        QTRY_COMPARE(m_peer->requests().size(), sent);
        QTRY_COMPARE(outcomeOf(*dialog), QStringLiteral("1 of 1 were answered 2xx."));
        QVERIFY(!dialog->isRunning());
        QCOMPARE(dialog->focusWidget(), control<QWidget>(*dialog, "sendBegin"));
        QVERIFY(dialog->isVisible());
    }
}

void TestRunningSendDialog::endsWhereOneReads()
{
    const auto dialog = open();
    press(*dialog, "sendBegin");
    auto* answers = control<QWidget>(*dialog, "sendAnswers");
    answers->setFocus();
    QVERIFY(dialog->isRunning());
    QTRY_VERIFY(!dialog->isRunning());
    QCOMPARE(dialog->focusWidget(), answers);
}

/// But for a line or two, when it is told what came of it.
void TestRunningSendDialog::leavesThePayloadItsHeight()
{
    const auto dialog = open();
    QVERIFY(QTest::qWaitForWindowExposed(dialog.get()));
    const auto* payload = control<QWidget>(*dialog, "samplePayload");
    const int before = payload->height();
    press(*dialog, "sendBegin");
    QTRY_VERIFY(!dialog->isRunning());
    QVERIFY(control<QWidget>(*dialog, "sendOutcome")->isVisible());
    QApplication::sendPostedEvents();
    QVERIFY2(payload->height() * 4 > before * 3, qPrintable(QString::number(payload->height())));
}

/// By Escape, by the window's button and by Close.
void TestRunningSendDialog::asksBeforeItIsClosed()
{
    m_peer->setAnswers({QByteArray()});
    const auto dialog = open();
    control<QSpinBox>(*dialog, "sampleCount")->setValue(3);
    press(*dialog, "sendBegin");
    QTRY_COMPARE(m_peer->openConnections(), 1);
    const QList<std::function<void()>> ways{[&dialog] { QTest::keyClick(dialog.get(), Qt::Key_Escape); },
                                            [&dialog] { dialog->close(); }, [&dialog] { press(*dialog, "sendClose"); }};
    for (const auto& close : ways) {
        close();
        const QMessageBox* question = questionOf(*dialog);
        QVERIFY(question && question->isVisible());
        QVERIFY2(question->text().contains(QStringLiteral("Done so far: 0. Left: 3.")), qPrintable(question->text()));
        question->findChild<QPushButton*>(QStringLiteral("goOn"))->click();
        QTRY_VERIFY(!questionOf(*dialog));
        QVERIFY(dialog->isVisible() && dialog->isRunning());
    }
    QCOMPARE(m_peer->openConnections(), 1);
    dialog->reject();
    questionOf(*dialog)->findChild<QPushButton*>(QStringLiteral("stopAndClose"))->click();
    QVERIFY(!dialog->isVisible() && !dialog->isRunning());
    QTRY_COMPARE(m_peer->openConnections(), 0);
    QTRY_VERIFY(!questionOf(*dialog));
    dialog->show();
    dialog->reject(); // nothing is lost by it
    QVERIFY(!dialog->isVisible() && !questionOf(*dialog));
}

void TestRunningSendDialog::asksNoLongerThanItSends()
{
    const auto dialog = open();
    press(*dialog, "sendBegin");
    dialog->reject();
    QVERIFY(questionOf(*dialog) && questionOf(*dialog)->isVisible());
    QTRY_VERIFY(!questionOf(*dialog));
    QVERIFY(dialog->isVisible());
    QCOMPARE(outcomeOf(*dialog), QStringLiteral("1 of 1 were answered 2xx."));
}

QTEST_MAIN(TestRunningSendDialog)
#include "test_runningsenddialog.moc"
