// SPDX-License-Identifier: MIT
#include "core/webhook/forwardmark.h"
#include "tests/support/manualclock.h"
#include "tests/ui/panelparts.h"
#include "tests/ui/samplerecords.h"
#include "ui/computedsignaturesmodel.h"
#include "ui/copyabletable.h"
#include "ui/deliverywording.h"
#include "ui/elidedline.h"
#include "ui/headerspanel.h"
#include "ui/historypanel.h"
#include "ui/rawtextview.h"
#include "ui/relativetimes.h"
#include "ui/repeatwording.h"
#include "ui/sentencelabel.h"
#include "ui/signaturepanel.h"
#include "ui/valuefield.h"
#include "ui/visibletext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace kaunt;
using namespace kaunt::test;

/// Headers, Signature and History, and the values and sentences that all panels are made of, each alone.
class TestDeliveryPanels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aValueIsCopiedAsItCame();
    void aLongValueIsCutAndShownWhole();
    void aValueThatDoesNotFitSaysSo();
    void aValueStandsBesideItsLabel();
    void aLongWordIsBroken();
    void theRequestLineAndHeaders();
    void theSignatureOfAVerifiedDelivery();
    void theSignatureOfAMismatch();
    void theSignatureThatIsMalformed();
    void theSignatureOfACutBody();
    void theSignatureWithoutSecrets();
    void theSignatureBySecretsThatCameSince();
    void theSignatureThatIsWrittenOtherwise();
    void theSecretsOfAnEndpointThatWasRenamed();
    void theHistoryOpensAnAttempt();
    void theForecastKeepsUpWithTheClock();
    void theHistoryTellsWhereItWentOn();
};

void TestDeliveryPanels::aValueIsCopiedAsItCame()
{
    ValueField field(QStringLiteral("Company"));
    field.setValue(QStringLiteral("evil\u202Egnp.exe"));
    QCOMPARE(field.shownText(), QStringLiteral("evil⟨U+202E⟩gnp.exe"));
    find<QToolButton>(field, "copy")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), field.value());
    auto* line = find<QLineEdit>(field, "text");
    line->selectAll();
    QTest::keySequence(line, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), field.value());

    field.setValue(QStringLiteral("plain value"));
    line->setSelection(0, 5);
    QTest::keySequence(line, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("plain"));
}

void TestDeliveryPanels::aLongValueIsCutAndShownWhole()
{
    const QString longValue(5'000, u'x');
    ValueField field(QStringLiteral("URL"));
    field.setValue(longValue);
    field.show();
    QVERIFY(field.shownText().size() < longValue.size());
    auto* whole = find<QToolButton>(field, "whole");
    QVERIFY(whole->isVisible());
    whole->click();
    QCOMPARE(find<QPlainTextEdit>(field, "wholeValue")->toPlainText(), longValue);
    field.setValue(QStringLiteral("short"));
    QVERIFY(!whole->isVisible());
}

/// What there is no room for ends in a sign that there is more, and a button that shows it.
void TestDeliveryPanels::aValueThatDoesNotFitSaysSo()
{
    const QString hash(64, u'4');
    ValueField field(QStringLiteral("SHA-256"));
    field.setValue(hash);
    field.resize(300, field.sizeHint().height());
    field.show();
    auto* whole = find<QToolButton>(field, "whole");
    auto* line = find<ElidedLine>(field, "text");
    QVERIFY(whole->isVisible());
    QVERIFY(line->toolTip().contains(hash));
    QCOMPARE(field.shownText(), hash); // for whoever has it read to them
    line->clearFocus();
    const QImage shown = line->grab().toImage();
    ElidedLine alike(&field);
    alike.resize(line->size());
    constexpr int margins = 4;
    alike.setText(line->fontMetrics().elidedText(hash, Qt::ElideRight, line->width() - margins));
    QVERIFY(alike.text().endsWith(u'…') && alike.fitsIn(line->width()));
    alike.show();
    QCOMPARE(shown, alike.grab().toImage()); // it stands where it would if it were all
    field.resize(2'000, field.height());
    QVERIFY(!whole->isVisible());
    QVERIFY(line->toolTip().isEmpty());
}

/// Whichever way it is read itself.
void TestDeliveryPanels::aValueStandsBesideItsLabel()
{
    ElidedLine line;
    line.setText(QStringLiteral("\u05e9\u05dc\u05d5\u05dd"));
    constexpr int half = 300;
    line.resize(2 * half, line.sizeHint().height());
    const auto isEmpty = [&line](int left) {
        const QImage shown = line.grab().toImage().copy(left, 0, half, line.height());
        QImage empty(shown.size(), shown.format());
        empty.fill(shown.pixelColor(half / 2, 0));
        return shown == empty;
    };
    QVERIFY(!isEmpty(0) && isEmpty(half));
    line.setLayoutDirection(Qt::RightToLeft);
    QVERIFY(isEmpty(0) && !isEmpty(half));
}

/// By what nobody sees, in words that no line has room for; what is read out is as it was.
void TestDeliveryPanels::aLongWordIsBroken()
{
    const Sentence sentence{QStringLiteral("Something called “POST /%1”.").arg(QString(120, u'q')), {}, {}};
    SentenceLabel label(QStringLiteral("label"));
    label.setSentence(sentence);
    QVERIFY(label.minimumSizeHint().width() < label.fontMetrics().horizontalAdvance(QString(80, u'q')));
    QCOMPARE(label.text(), sentence.happened);
    QCOMPARE(withoutBreaks(breakableText(sentence.happened)), sentence.happened);
    const QString few = QStringLiteral("words of usual length, many of them, one after the other, in one line");
    QCOMPARE(breakableText(few), few);
}

void TestDeliveryPanels::theRequestLineAndHeaders()
{
    const DeliveryRecord delivery = completed();
    HeadersPanel panel;
    panel.showHeaders(delivery.method, delivery.target, delivery.headers);
    panel.resize(700, 300);
    panel.show();
    const auto* whole = find<ValueField>(panel, "requestLine")->findChild<QToolButton*>(QStringLiteral("whole"));
    QVERIFY(!whole->isVisible());
    QCOMPARE(fact(panel, "requestLine"), QStringLiteral("POST /webhooks/kaunt"));
    QCOMPARE(find<CopyableTable>(panel, "headerTable")->model()->rowCount(), static_cast<int>(delivery.headers.size()));
    find<QPushButton>(panel, "copyAllHeaders")->click();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"Host\t127.0.0.1:8787\n"));
    panel.showHeaders(delivery.method, '/' + QByteArray(600, 'q'), delivery.headers);
    QVERIFY(whole->isVisible()); // as it is cut
}

void TestDeliveryPanels::theSignatureOfAVerifiedDelivery()
{
    SignaturePanel panel;
    panel.showSignature(completed(), sampleSecrets());
    panel.show();
    QVERIFY(find<QLabel>(panel, "verdict")->text().contains(u"hexadecimal"));
    QVERIFY(find<QLabel>(panel, "verdict")->text().contains(u"“current”"));
    QVERIFY(!find<SentenceLabel>(panel, "signatureSentence")->isVisible());
    QVERIFY(find<QPlainTextEdit>(panel, "signatureDifference")->toPlainText().contains(u"No difference."));
}

void TestDeliveryPanels::theSignatureOfAMismatch()
{
    const DeliveryRecord delivery = mismatchRecord("{}");
    SignaturePanel panel;
    panel.showSignature(delivery, sampleSecrets());
    panel.show();
    QVERIFY(find<QLabel>(panel, "verdict")->text().startsWith(u'✖'));
    QVERIFY(find<SentenceLabel>(panel, "signatureSentence")->isVisible());
    QCOMPARE(fact(panel, "receivedSignature"),
             QString::fromLatin1(headerValues(delivery.headers, signatureHeaderName).constFirst()));
    auto* difference = find<QPlainTextEdit>(panel, "signatureDifference");
    QVERIFY(difference->isVisible());
    QVERIFY(difference->toPlainText().contains(u'^'));
    QVERIFY(!find<QLabel>(panel, "refusalSeries")->isVisible());
    panel.showSeries({QStringLiteral("It and the one before it."), QStringLiteral("And more.")});
    QVERIFY(find<QLabel>(panel, "refusalSeries")->isVisible());
    QCOMPARE(find<QLabel>(panel, "refusalSeries")->text(), QStringLiteral("It and the one before it. And more."));
    const QString before = difference->toPlainText();
    find<CopyableTable>(panel, "computedTable")->selectRow(1);
    QVERIFY(difference->toPlainText() != before);
}

void TestDeliveryPanels::theSignatureThatIsMalformed()
{
    SignaturePanel panel;
    panel.showSignature(malformedRecord("{}", "not a \xE2\x80\xAE signature"), sampleSecrets());
    panel.show();
    QVERIFY(find<QLabel>(panel, "verdict")->text().contains(u"Malformed"));
    QVERIFY(find<SentenceLabel>(panel, "signatureSentence")->text().contains(u"no signature"));
    QVERIFY(find<ValueField>(panel, "receivedSignature")->shownText().contains(u"⟨U+202E⟩"));
    QCOMPARE(find<CopyableTable>(panel, "computedTable")->model()->rowCount(), 2);
}

void TestDeliveryPanels::theSignatureOfACutBody()
{
    DeliveryRecord delivery = mismatchRecord("{}");
    delivery.summary.bodyBytes = 100'000;
    SignaturePanel panel;
    panel.showSignature(delivery, sampleSecrets());
    panel.show();
    QVERIFY(find<QLabel>(panel, "signatureNote")->text().contains(u"too long"));
    QVERIFY(!find<CopyableTable>(panel, "computedTable")->isVisible());
    QVERIFY(!find<QPlainTextEdit>(panel, "signatureDifference")->isVisible());
    panel.resize(800, 600);
    QTRY_VERIFY(find<QLabel>(panel, "signatureNote")->geometry().bottom() < 300); // together with what is above
}

void TestDeliveryPanels::theSignatureWithoutSecrets()
{
    SignaturePanel panel;
    panel.showSignature(completed(), QList<SigningSecret>());
    panel.show();
    QVERIFY(find<QLabel>(panel, "signatureNote")->text().contains(u"no secret"));
    QVERIFY(!find<CopyableTable>(panel, "computedTable")->isVisible());
    panel.showSignature(completed(), {});
    QVERIFY(find<QLabel>(panel, "signatureNote")->text().contains(u"“default” any more"));
    QVERIFY(!find<CopyableTable>(panel, "computedTable")->isVisible());
}

/// What another secret would give says nothing of it.
void TestDeliveryPanels::theSignatureBySecretsThatCameSince()
{
    SignaturePanel panel;
    panel.showSignature(completed(), QList<SigningSecret>{{QStringLiteral("current"), "another", false}});
    panel.show();
    const auto* note = find<QLabel>(panel, "signatureNote");
    QVERIFY(note->isVisible() && note->text().contains(u"changed or removed"));
    QVERIFY(!find<QPlainTextEdit>(panel, "signatureDifference")->isVisible());
    SigningSecret unread;
    unread.name = QStringLiteral("current");
    unread.unread = QStringLiteral("locked");
    panel.showSignature(completed(), QList<SigningSecret>{unread});
    QVERIFY(!note->isVisible()); // which may be the one
    panel.showSignature(completed(), sampleSecrets());
    QVERIFY(!note->isVisible() && find<QPlainTextEdit>(panel, "signatureDifference")->isVisible());
}

void TestDeliveryPanels::theSignatureThatIsWrittenOtherwise()
{
    const QByteArray right = hmacSha256(sampleSecret, "{}").toHex();
    SignaturePanel panel;
    panel.showSignature(malformedRecord("{}", '"' + right + '"'), sampleSecrets());
    panel.show();
    const auto* difference = find<QPlainTextEdit>(panel, "signatureDifference");
    const QString marks = difference->toPlainText().section(u'\n', 2);
    QCOMPARE(marks.trimmed(), u'^' + QString(right.size(), u' ') + u'^');
    auto* table = find<CopyableTable>(panel, "computedTable");
    QVERIFY(table->model()->index(0, ComputedSignaturesModel::ResultColumn).data().toString().contains(u"otherwise"));
    table->selectRow(1);
    QVERIFY(difference->toPlainText().count(u'^') > 32); // that one differs
    panel.showSignature(malformedRecord("{}", right.toBase64()), sampleSecrets());
    QVERIFY(difference->toPlainText().contains(u"in a writing that is not accepted"));
}

/// Its path leads to the same secrets; or nothing is left of it.
void TestDeliveryPanels::theSecretsOfAnEndpointThatWasRenamed()
{
    DeliveryRecord delivery = completed();
    delivery.target = "/webhooks/kaunt?x=1";
    Endpoint endpoint;
    endpoint.secrets = sampleSecrets();
    QVERIFY(secretsByNow({endpoint}, delivery) == sampleSecrets());
    endpoint.name = QStringLiteral("prod");
    QVERIFY(secretsByNow({endpoint}, delivery) == sampleSecrets());
    endpoint.path = QStringLiteral("/elsewhere");
    QVERIFY(!secretsByNow({endpoint}, delivery));
}

void TestDeliveryPanels::theHistoryTellsWhereItWentOn()
{
    const ManualClock clock(completed().summary.receivedAt + 3'000);
    HistoryPanel panel(clock);
    const auto* forwards = find<QWidget>(panel, "forwardsView");
    QVERIFY(forwards->isHidden());
    ForwardRecord taken;
    taken.target = QStringLiteral("http://127.0.0.1:3000/%20a?<b>");
    taken.status = 200;
    taken.answer = "taken";
    panel.showForwards({taken});
    QVERIFY(!forwards->isHidden());
    QCOMPARE(find<RawTextView>(panel, "forwardAnswer")->toPlainText(), QStringLiteral("taken"));
    panel.showForwards({});
    QVERIFY(forwards->isHidden());
}

void TestDeliveryPanels::theHistoryOpensAnAttempt()
{
    DeliverySummary first = completed().summary;
    DeliverySummary second = first;
    second.number = 21;
    second.attempt = 2;
    second.receivedAt += 3'000;
    const ManualClock clock(completed().summary.receivedAt + 3'000);
    HistoryPanel panel(clock);
    panel.showAttempts({first, second}, first.number);
    panel.show();
    QVERIFY(find<QLabel>(panel, "historySummary")->text().contains(u"came 2 times within 3.0 s"));
    auto* table = find<CopyableTable>(panel, "attemptTable");
    QCOMPARE(table->currentIndex().row(), 0);
    const QSignalSpy asked(&panel, &HistoryPanel::deliveryRequested);
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toLongLong(), second.number);
    panel.showAttempts({first, second}, first.number); // as once a fetch or a repeat has come
    QCOMPARE(table->currentIndex().row(), 1);

    first.status = 500;
    first.notes = {passThroughNote(QStringLiteral("http://127.0.0.1:3000/a&b"))};
    panel.showAttempts({first, second}, second.number);
    QVERIFY(find<QLabel>(panel, "historySummary")->text().contains(u"http://127.0.0.1:3000/a&&b")); // as a label has it
    panel.showAttempts({mismatchRecord("{}").summary}, 17);
    QVERIFY(find<QLabel>(panel, "historySummary")->text().contains(u"no event"));
    QVERIFY(!find<QWidget>(panel, "attemptTimeline")->isVisible());
}

void TestDeliveryPanels::theForecastKeepsUpWithTheClock()
{
    DeliverySummary first = completed().summary;
    first.status = 503;
    DeliverySummary second = first;
    second.attempt = 2;
    second.receivedAt += 60'000;
    ManualClock clock(second.receivedAt + 1'000);
    HistoryPanel panel(clock);
    panel.showAttempts({first, second}, first.number);
    const auto* forecast = find<QLabel>(panel, "historyForecast");
    const auto now = [&] { return forecastText({first, second}, clock.utcMillis()); };
    const QString early = now();
    QCOMPARE(forecast->text(), early);
    clock.advance(qint64{10} * 60'000);
    panel.show();
    QVERIFY(now() != early);
    QCOMPARE(forecast->text(), now());
    const auto* times = panel.findChild<RelativeTimes*>();
    QVERIFY(times->isRunning());
    panel.showAttempts({}, 0);
    QVERIFY(!times->isRunning());
}

QTEST_MAIN(TestDeliveryPanels)
#include "test_deliverypanels.moc"
