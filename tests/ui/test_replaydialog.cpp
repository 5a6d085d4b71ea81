// SPDX-License-Identifier: MIT
#include "core/forward/forwardtarget.h"
#include "core/webhook/replaymark.h"
#include "core/webhook/signature.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/queuedspy.h"
#include "tests/ui/namedcontrols.h"
#include "ui/replaydialog.h"
#include "ui/secretfield.h"
#include "ui/sendingview.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

class TestReplayDialog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void sendsTheSelected();
    void sendsAllThatMatch();
    void tellsWhatATargetHasTakenNow();
    void signsAnew();
    void sendsAnEditedPayload();
    void wantsAUrl_data();
    void wantsAUrl();
    void remembersWhereTo();
    void tellsWhatCannotBeSent();
    void showsHostileAnswersAsText();
    void stops();
    void tellsWhenTheNextFollows();
    void pausesNotForWhatWasGivenUp();
    void keepsTheNewestAnswerInSight();
    void asksBeforeItIsClosed();
    void takesWhatIsChosenByThen();
    void keepsAPayloadThatWasEdited();
    void leavesARunWithWhatItBeganWith();
    void namesItsControls();

private:
    [[nodiscard]] std::unique_ptr<ReplayDialog> open(const QList<qint64>& selection) const;
    [[nodiscard]] static QString outcomeOf(const ReplayDialog& dialog);
    [[nodiscard]] static QString answersOf(const ReplayDialog& dialog);
    static void press(const ReplayDialog& dialog, const char* name);
    static void choose(const ReplayDialog& dialog, const char* name);

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<ScriptedPeer> m_peer;
};

void TestReplayDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = openLog(m_folder->path(), {}, m_clock);
    const QList<Delivery> deliveries{verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b")),
                                     refusedDelivery(QByteArray(65'537, 'x'))};
    QCOMPARE(appendAll(*m_log, deliveries).size(), 3);
    m_peer = std::make_unique<ScriptedPeer>(QList<QByteArray>{ScriptedPeer::status(202, "fine")});
}

void TestReplayDialog::cleanup()
{
    m_log.reset();
}

std::unique_ptr<ReplayDialog> TestReplayDialog::open(const QList<qint64>& selection) const
{
    const ReplayDialog::Source source{{m_folder->path(), {}, false, selection}, m_peer->url().toString(), {}};
    auto dialog = std::make_unique<ReplayDialog>(source, m_clock);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    dialog->show();
    return dialog;
}

QString TestReplayDialog::outcomeOf(const ReplayDialog& dialog)
{
    QStringList texts;
    const auto* outcome = dialog.findChild<QWidget*>(QStringLiteral("replayOutcome"));
    const QList<QLabel*> labels = outcome->findChildren<QLabel*>();
    for (const QLabel* label : labels)
        texts.append(label->text());
    return texts.join(u' ');
}

QString TestReplayDialog::answersOf(const ReplayDialog& dialog)
{
    return dialog.findChild<QPlainTextEdit*>(QStringLiteral("replayAnswers"))->toPlainText();
}

void TestReplayDialog::press(const ReplayDialog& dialog, const char* name)
{
    QTest::mouseClick(dialog.findChild<QPushButton*>(QLatin1String(name)), Qt::LeftButton);
}

void TestReplayDialog::choose(const ReplayDialog& dialog, const char* name)
{
    dialog.findChild<QRadioButton*>(QLatin1String(name))->setChecked(true);
}

void TestReplayDialog::sendsTheSelected()
{
    const auto dialog = open({2});
    QVERIFY(!dialog->findChild<QComboBox*>(QStringLiteral("replaySpacing"))->isEnabled());
    press(*dialog, "replayBegin");
    QTRY_COMPARE(outcomeOf(*dialog).trimmed(), QStringLiteral("1 of 1 were answered 2xx."));
    QCOMPARE(m_peer->requests().size(), 1);
    QCOMPARE(headerValues(m_peer->requests().constFirst().headers, replayHeaderName), QList<QByteArray>{"2"});
    QVERIFY(answersOf(*dialog).startsWith(QStringLiteral("Delivery 2: answered 202 within ")));
    QVERIFY(answersOf(*dialog).endsWith(QStringLiteral(" fine")));
    QVERIFY(dialog->findChild<QPushButton*>(QStringLiteral("replayBegin"))->isEnabled());
}

void TestReplayDialog::sendsAllThatMatch()
{
    const auto dialog = open({2});
    choose(*dialog, "replayMatching");
    QVERIFY(dialog->findChild<QComboBox*>(QStringLiteral("replaySpacing"))->isEnabled());
    press(*dialog, "replayBegin");
    QTRY_COMPARE(outcomeOf(*dialog).trimmed(), QStringLiteral("2 of 3 were answered 2xx."));
    QCOMPARE(m_peer->requests().size(), 2);
}

void TestReplayDialog::tellsWhatATargetHasTakenNow()
{
    ForwardTarget target;
    target.url = m_peer->url();
    QueuedSpy stored(m_log.get(), &EventLog::forwardsStored);
    m_log->addForwards({target.name(), -1, {ForwardRecord{2, target.name(), 1, 401, 3, 8, {}, {}}}});
    QTRY_COMPARE(stored.size(), 1);
    const auto dialog = open({1, 2});
    const QSignalSpy mended(dialog.get(), &ReplayDialog::mended);
    press(*dialog, "replayBegin");
    QTRY_COMPARE(outcomeOf(*dialog).trimmed(), QStringLiteral("2 of 2 were answered 2xx."));
    QTRY_COMPARE(mended.size(), 1);
    QCOMPARE(mended.constFirst().constFirst().value<ForwardRecord>().delivery, 2);
}

void TestReplayDialog::signsAnew()
{
    const auto dialog = open({1});
    choose(*dialog, "replayAnew");
    QVERIFY(!dialog->findChild<QPushButton*>(QStringLiteral("replayBegin"))->isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("secretLine")), QStringLiteral("whsec-other"));
    press(*dialog, "replayBegin");
    QTRY_COMPARE(m_peer->requests().size(), 1);
    const ReceivedRequest& sent = m_peer->requests().constFirst();
    QCOMPARE(headerValues(sent.headers, signatureHeaderName),
             QList<QByteArray>{hmacSha256("whsec-other", sent.body).toHex()});
}

void TestReplayDialog::sendsAnEditedPayload()
{
    const auto dialog = open({1});
    auto* edited = dialog->findChild<QCheckBox*>(QStringLiteral("replayEdited"));
    auto* payload = dialog->findChild<QPlainTextEdit*>(QStringLiteral("replayPayload"));
    QVERIFY(!edited->isEnabled()); // its signature would be another's
    choose(*dialog, "replayAnew");
    QTRY_VERIFY(edited->isEnabled());
    QVERIFY(!payload->isVisible());
    edited->click();
    QVERIFY(payload->isVisible());
    QVERIFY(payload->toPlainText().contains(QStringLiteral("\"Id\"")));
    payload->setPlainText(QStringLiteral("{\"Id\":\"edi\u00a0ted\u2028\"}"));
    QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("secretLine")), QStringLiteral("whsec-other"));
    press(*dialog, "replayBegin");
    QTRY_COMPARE(m_peer->requests().size(), 1);
    const ReceivedRequest& sent = m_peer->requests().constFirst();
    QCOMPARE(QString::fromUtf8(sent.body), QStringLiteral("{\"Id\":\"edi\u00a0ted\u2028\"}"));
    QCOMPARE(headerValues(sent.headers, signatureHeaderName),
             QList<QByteArray>{hmacSha256("whsec-other", sent.body).toHex()});
}

void TestReplayDialog::wantsAUrl_data()
{
    QTest::addColumn<bool>("isTaken");
    for (const char* wrong : {"", "127.0.0.1:1", "ftp://h/", "http://"})
        QTest::newRow(wrong) << false;
    QTest::newRow(" http://127.0.0.1:1/ ") << true;
}

void TestReplayDialog::wantsAUrl()
{
    const auto dialog = open({1});
    dialog->findChild<QLineEdit*>(QStringLiteral("replayTarget"))
        ->setText(QString::fromLatin1(QTest::currentDataTag()));
    const bool isEnabled = dialog->findChild<QPushButton*>(QStringLiteral("replayBegin"))->isEnabled();
    QTEST(isEnabled, "isTaken");
    const bool isEmpty = *QTest::currentDataTag() == '\0';
    QCOMPARE(dialog->findChild<QLabel*>(QStringLiteral("targetRemark"))->isVisible(), !isEnabled && !isEmpty);
}

void TestReplayDialog::remembersWhereTo()
{
    const auto dialog = open({1});
    QSignalSpy used(dialog.get(), &ReplayDialog::targetUsed);
    press(*dialog, "replayBegin");
    QCOMPARE(used.size(), 1);
    QCOMPARE(used.constFirst().constFirst().toString(), m_peer->url().toString());
}

void TestReplayDialog::tellsWhatCannotBeSent()
{
    const auto dialog = open({3});
    press(*dialog, "replayBegin");
    QTRY_VERIFY(answersOf(*dialog).contains(QStringLiteral("only the first 64 KiB of its body were kept")));
    QCOMPARE(outcomeOf(*dialog).trimmed(), QStringLiteral("0 of 1 were answered 2xx."));
}

void TestReplayDialog::showsHostileAnswersAsText()
{
    m_peer->setAnswers({ScriptedPeer::status(200, "<b>a</b>\n\xe2\x80\xae" + QByteArray(60'000, 'x'))});
    const auto dialog = open({1});
    press(*dialog, "replayBegin");
    QTRY_VERIFY(answersOf(*dialog).contains(QStringLiteral("<b>a</b>⟨U+000A⟩⟨U+202E⟩xxx")));
    QVERIFY(answersOf(*dialog).size() < 1'200);
}

void TestReplayDialog::stops()
{
    m_peer->setAnswers({QByteArray()});
    const auto dialog = open({1});
    press(*dialog, "replayBegin");
    QTRY_COMPARE(m_peer->requests().size(), 1);
    press(*dialog, "replayStop");
    QTRY_COMPARE(m_peer->openConnections(), 0);
    QVERIFY(outcomeOf(*dialog).contains(QStringLiteral("stopped after 0")));
    QVERIFY(outcomeOf(*dialog).contains(QStringLiteral("One more was on its way")));
    QVERIFY(dialog->findChild<QPushButton*>(QStringLiteral("replayBegin"))->isEnabled());
}

void TestReplayDialog::tellsWhenTheNextFollows()
{
    constexpr qint64 hour = 3'600'000;
    const Delivery first = verifiedDelivery(QStringLiteral("c"));
    const QList<Delivery> apart{first, verifiedDelivery(QStringLiteral("d"), first.receivedAt + hour)};
    QCOMPARE(appendAll(*m_log, apart).size(), 2);
    const auto dialog = open({4, 5});
    auto* spacing = dialog->findChild<QComboBox*>(QStringLiteral("replaySpacing"));
    press(*dialog, "replayBegin");
    QTRY_VERIFY(outcomeOf(*dialog).contains(QStringLiteral("they go as far apart as they came.")));
    static const QRegularExpression due(QStringLiteral("Delivery 5 follows at .*\\d\\d:\\d\\d:\\d\\d: "));
    QVERIFY(outcomeOf(*dialog).contains(due));
    press(*dialog, "replayStop");
    QVERIFY(!outcomeOf(*dialog).contains(QStringLiteral("on its way"))); // it was not due yet
    spacing->setCurrentIndex(1);
    press(*dialog, "replayBegin");
    QTRY_VERIFY(outcomeOf(*dialog).contains(QStringLiteral("they go 10 times faster than they came.")));
    press(*dialog, "replayStop");
}

void TestReplayDialog::pausesNotForWhatWasGivenUp()
{
    ChosenDeliveries failed{m_folder->path(), {}, true, {}};
    failed.query.filter = filterOf(QStringLiteral("forward:failed"));
    ChosenDeliveries others = failed;
    others.query.filter = filterOf(QStringLiteral("forward:accepted"));
    ReplayDialog dialog({failed, m_peer->url().toString(), {}}, m_clock);
    auto* spacing = dialog.findChild<QComboBox*>(QStringLiteral("replaySpacing"));
    QCOMPARE(spacing->currentText(), QStringLiteral("Without pauses"));
    spacing->setCurrentIndex(1);
    dialog.setChosen(failed);
    QCOMPARE(spacing->currentIndex(), 1); // as it was chosen
    dialog.setChosen(others);
    QCOMPARE(spacing->currentText(), QStringLiteral("As far apart as they came"));
}

/// A remark takes room from them.
void TestReplayDialog::keepsTheNewestAnswerInSight()
{
    SendingView view(QStringLiteral("sample"));
    view.resize(400, 200);
    view.show();
    view.begin(200);
    const auto* answers = view.findChild<QPlainTextEdit*>(QStringLiteral("sampleAnswers"));
    QScrollBar* bar = answers->verticalScrollBar();
    const auto add = [&view] {
        for (int i = 0; i < 50; ++i)
            view.addUnsent(QString::number(i));
    };
    add();
    QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
    const int before = bar->maximum();
    view.setRemark(QStringLiteral("One that is so long that it takes more than a line of a view that is as small as "
                                  "this one is, so that less room is left for all that stands above it."));
    QTRY_VERIFY(bar->maximum() > before && bar->value() == bar->maximum());
    add();
    QTRY_VERIFY(bar->maximum() > before + 40 && bar->value() == bar->maximum());
    bar->triggerAction(QAbstractSlider::SliderToMinimum); // as whoever reads
    add();
    QTRY_VERIFY(bar->maximum() > before + 90);
    QCOMPARE(bar->value(), bar->minimum());
}

void TestReplayDialog::asksBeforeItIsClosed()
{
    m_peer->setAnswers({QByteArray()});
    const auto dialog = open({1, 2});
    press(*dialog, "replayBegin");
    QTRY_COMPARE(m_peer->requests().size(), 1);
    dialog->reject();
    const auto* question = dialog->findChild<QMessageBox*>(QStringLiteral("stopBox"));
    QVERIFY(question && question->isVisible());
    QVERIFY2(question->text().contains(QStringLiteral("Done so far: 0. Left: 2.")), qPrintable(question->text()));
    question->findChild<QPushButton*>(QStringLiteral("stopAndClose"))->click();
    QVERIFY(!dialog->isVisible());
    QTRY_COMPARE(m_peer->openConnections(), 0);
}

/// It stands beside the list.
void TestReplayDialog::takesWhatIsChosenByThen()
{
    const auto dialog = open({1});
    const auto* selected = dialog->findChild<QRadioButton*>(QStringLiteral("replaySelected"));
    auto* matching = dialog->findChild<QRadioButton*>(QStringLiteral("replayMatching"));
    const auto* payload = dialog->findChild<QPlainTextEdit*>(QStringLiteral("replayPayload"));
    QTRY_VERIFY(!payload->toPlainText().isEmpty());
    const QString ofTheFirst = payload->toPlainText();
    matching->setChecked(true);
    dialog->setChosen({m_folder->path(), {}, true, {1}});
    QVERIFY(matching->isChecked()); // the same delivery: the choice stays
    QCOMPARE(matching->text(), QStringLiteral("All that match the &filter"));
    dialog->setChosen({m_folder->path(), {}, false, {2}});
    QVERIFY(selected->isChecked());
    QCOMPARE(selected->text(), QStringLiteral("The &selected one, number 2"));
    QTRY_VERIFY(payload->toPlainText() != ofTheFirst);
    press(*dialog, "replayBegin");
    QTRY_COMPARE(m_peer->requests().size(), 1);
    QCOMPARE(headerValues(m_peer->requests().constFirst().headers, replayHeaderName), QList<QByteArray>{"2"});
    QTRY_VERIFY(!dialog->isRunning());
    dialog->setChosen({m_folder->path(), {}, false, {}});
    QVERIFY(matching->isChecked() && !selected->isEnabled());
}

/// Until the user has no use for it.
void TestReplayDialog::keepsAPayloadThatWasEdited()
{
    const auto dialog = open({1});
    const auto* selected = dialog->findChild<QRadioButton*>(QStringLiteral("replaySelected"));
    auto* edited = dialog->findChild<QCheckBox*>(QStringLiteral("replayEdited"));
    auto* payload = dialog->findChild<QPlainTextEdit*>(QStringLiteral("replayPayload"));
    QTRY_VERIFY(!payload->toPlainText().isEmpty());
    choose(*dialog, "replayAnew");
    edited->setChecked(true);
    payload->insertPlainText(QStringLiteral("mine"));
    const QString mine = payload->toPlainText();
    dialog->setChosen({m_folder->path(), {}, false, {2}});
    QVERIFY(edited->isChecked());
    QCOMPARE(payload->toPlainText(), mine);
    QCOMPARE(selected->text(), QStringLiteral("The &selected one, number 1"));
    QVERIFY2(outcomeOf(*dialog).contains(QStringLiteral("Delivery 1 stays chosen")), qPrintable(outcomeOf(*dialog)));
    edited->setChecked(false);
    dialog->setChosen({m_folder->path(), {}, false, {2}});
    QCOMPARE(selected->text(), QStringLiteral("The &selected one, number 2"));
    QVERIFY(!outcomeOf(*dialog).contains(QStringLiteral("stays chosen")));
    QTRY_VERIFY(payload->toPlainText() != mine);
}

void TestReplayDialog::leavesARunWithWhatItBeganWith()
{
    m_peer->setAnswers({QByteArray()});
    const auto dialog = open({1});
    press(*dialog, "replayBegin");
    QTRY_COMPARE(m_peer->requests().size(), 1);
    dialog->setChosen({m_folder->path(), {}, false, {2}});
    const auto* selected = dialog->findChild<QRadioButton*>(QStringLiteral("replaySelected"));
    QCOMPARE(selected->text(), QStringLiteral("The &selected one, number 1"));
}

void TestReplayDialog::namesItsControls()
{
    QCOMPARE(unnamedControls(*open({1})), QStringList());
}

QTEST_MAIN(TestReplayDialog)
#include "test_replaydialog.moc"
