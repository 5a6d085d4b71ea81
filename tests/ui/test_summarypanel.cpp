// SPDX-License-Identifier: MIT
#include "tests/ui/panelparts.h"
#include "tests/ui/samplerecords.h"
#include "ui/deliverywording.h"
#include "ui/sentencelabel.h"
#include "ui/summarypanel.h"
#include "ui/valuefield.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace kaunt;
using namespace kaunt::test;

/// What a delivery was, in a sentence and in facts; and where the facts stand.
class TestSummaryPanel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSummaryOfAVerifiedDelivery();
    void theSummaryOfARefusedDelivery();
    void theSummaryWithoutASecret();
    void notesAreSentences();
    void whatTheSentenceTellsIsNotToldAgain();
    void aBodyBeyondReadingIsNotCalledNoJson();
    void theSummaryAsksForFilters();
    void theSummaryIsOneColumnWhereTwoAreTooWide();
    void theSummaryLetsThePaneSeeThrough();
};

void TestSummaryPanel::theSummaryOfAVerifiedDelivery()
{
    const DeliveryRecord delivery = completed();
    SummaryPanel panel;
    panel.showDelivery(delivery, sampleTime);
    panel.show();
    QVERIFY(find<SentenceLabel>(panel, "summarySentence")->text().contains(delivery.summary.event->companyName));
    QCOMPARE(fact(panel, "event"), delivery.summary.event->eventType);
    QCOMPARE(fact(panel, "eventId"), delivery.summary.event->id);
    QCOMPARE(fact(panel, "tenantId"), delivery.summary.event->tenantId);
    QCOMPARE(fact(panel, "correlationId"), delivery.summary.event->correlationId);
    QCOMPARE(fact(panel, "url"), delivery.summary.event->url);
    QCOMPARE(fact(panel, "receivedAtUtc"), QStringLiteral("2026-01-31T13:02:11.123Z"));
    QVERIFY(fact(panel, "receivedAt").endsWith(u"14:02:11.123"));
    QCOMPARE(fact(panel, "answer"), QStringLiteral("200, accepted; stored within 0.31 ms"));
    QCOMPARE(fact(panel, "attempt"), QStringLiteral("1 of 1"));
    QCOMPARE(fact(panel, "sha256"), QString::fromLatin1(delivery.summary.bodySha256));
    QVERIFY(fact(panel, "signature").startsWith(u"✔ Verified"));
    QVERIFY(!find<QLabel>(panel, "notes")->isVisible());
}

void TestSummaryPanel::theSummaryOfARefusedDelivery()
{
    SummaryPanel panel;
    panel.showDelivery(completed(), sampleTime);
    panel.showDelivery(mismatchRecord("{}"), sampleTime);
    panel.show();
    QVERIFY(find<SentenceLabel>(panel, "summarySentence")->text().contains(u"does not match"));
    QVERIFY(fact(panel, "signature").startsWith(u"✖ Mismatch"));
    QVERIFY(!find<ValueField>(panel, "eventId")->isVisible());
    QVERIFY(fact(panel, "eventId").isEmpty());
    QVERIFY(!find<ValueField>(panel, "attempt")->isVisible());
}

void TestSummaryPanel::theSummaryWithoutASecret()
{
    DeliveryRecord delivery = mismatchRecord("{}");
    delivery.summary.verdict = Verdict::NoSecret;
    delivery.summary.status = 503;
    SummaryPanel panel;
    panel.showDelivery(delivery, sampleTime);
    const QString sentence = find<SentenceLabel>(panel, "summarySentence")->text();
    QVERIFY2(sentence.contains(u"had no secret"), qPrintable(sentence));
    QVERIFY2(!sentence.contains(u"settings"), qPrintable(sentence)); // whose endpoint it is, nobody knows
    QVERIFY(fact(panel, "answer").startsWith(u"503"));
    const QString name = delivery.summary.endpoint;
    QList<Endpoint> endpoints{{name, QStringLiteral("/a"), {}}};
    panel.showDelivery(delivery, sampleTime, secretByNow(endpoints, name));
    QVERIFY(find<SentenceLabel>(panel, "summarySentence")->text().contains(u"in the settings"));
    endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), "whsec", false}};
    panel.showDelivery(delivery, sampleTime, secretByNow(endpoints, name));
    QVERIFY(find<SentenceLabel>(panel, "summarySentence")->text().contains(u"has one by now"));
    QVERIFY(secretByNow(endpoints, QStringLiteral("gone")) == SecretByNow::Unknown);
}

void TestSummaryPanel::notesAreSentences()
{
    DeliveryRecord delivery = completed();
    delivery.summary.notes = QStringList{QStringLiteral("null-field:CompanyName"), QStringLiteral("unknown-field:F<b>"),
                                         QStringLiteral("answered-after:3005ms")};
    SummaryPanel panel;
    panel.showDelivery(delivery, sampleTime);
    panel.show();
    auto* notes = find<QLabel>(panel, "notes");
    QVERIFY(notes->isVisible());
    QCOMPARE(notes->textFormat(), Qt::PlainText);
    QCOMPARE(notes->text().count(u'\n'), 2);
    QVERIFY(notes->text().contains(u"answered 3.0 s after"));
    QVERIFY(notes->text().contains(u"CompanyName is null"));
    QVERIFY(notes->text().contains(u"F<b>"));
}

void TestSummaryPanel::whatTheSentenceTellsIsNotToldAgain()
{
    DeliveryRecord delivery = completed();
    delivery.summary.event.reset();
    delivery.summary.notes =
        QStringList{QStringLiteral("not-json"), QStringLiteral("compressed"), QStringLiteral("content:xml:event")};
    SummaryPanel panel;
    panel.showDelivery(delivery, sampleTime);
    QVERIFY(find<SentenceLabel>(panel, "summarySentence")->text().contains(u"no JSON object (XML: event)"));
    const QString notes = find<QLabel>(panel, "notes")->text();
    QVERIFY2(notes.contains(u"compressed") && !notes.contains(u'\n'), qPrintable(notes));
}

void TestSummaryPanel::aBodyBeyondReadingIsNotCalledNoJson()
{
    for (const char* note : {"too-deep", "too-large"}) {
        DeliveryRecord delivery = completed();
        delivery.summary.event.reset();
        delivery.summary.notes = QStringList{QString::fromLatin1(note)};
        const QString said = deliverySentence(delivery.summary).text() + noteText(QString::fromLatin1(note));
        QVERIFY2(said.contains(u"beyond what is read") && said.contains(u"no event was read from it"),
                 qPrintable(said));
        QVERIFY2(!said.contains(u"no JSON"), qPrintable(said));
    }
    QVERIFY(noteText(QStringLiteral("byte-order-mark")).contains(u"ef bb bf"));
}

void TestSummaryPanel::theSummaryAsksForFilters()
{
    DeliveryRecord delivery = completed();
    delivery.summary.event->companyName = QStringLiteral("The \"best\" A\\S");
    SummaryPanel panel;
    panel.showDelivery(delivery, sampleTime);
    const QSignalSpy asked(&panel, &SummaryPanel::filterRequested);
    find<QPushButton>(panel, "filterCompany")->click();
    find<QPushButton>(panel, "filterCorrelation")->click();
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked.at(0).first().toString(),
             QStringLiteral("company=:\"The \\\"best\\\" A\\\\S\" tenant=:%1").arg(delivery.summary.event->tenantId));
    QCOMPARE(asked.at(1).first().toString(),
             QStringLiteral("correlation=:%1").arg(delivery.summary.event->correlationId));
}

/// Times and ids are whole in either, and the fields stand in line.
void TestSummaryPanel::theSummaryIsOneColumnWhereTwoAreTooWide()
{
    SummaryPanel panel;
    panel.showDelivery(completed(), sampleTime);
    const auto place = [&panel](const char* name) { return find<ValueField>(panel, name)->mapTo(&panel, QPoint()); };
    const auto isWhole = [&panel](const char* name) {
        return !find<ValueField>(panel, name)->findChild<QToolButton*>(QStringLiteral("whole"))->isVisible();
    };
    panel.resize(2'000, 400);
    panel.show();
    QTRY_VERIFY(place("receivedAt").x() > place("eventId").x());
    QTRY_VERIFY(isWhole("eventId") && isWhole("receivedAt"));
    panel.resize(600, 400);
    QTRY_VERIFY(place("receivedAt").y() > place("url").y());
    QTRY_COMPARE(place("receivedAt").x(), place("eventId").x());
    QTRY_VERIFY(isWhole("eventId") && isWhole("receivedAt"));
}

void TestSummaryPanel::theSummaryLetsThePaneSeeThrough()
{
    const SummaryPanel panel;
    QVERIFY(!panel.viewport()->autoFillBackground());
    QVERIFY(!panel.widget()->autoFillBackground());
    QCOMPARE(panel.focusPolicy(), Qt::NoFocus); // nothing would show that it has it
}

QTEST_MAIN(TestSummaryPanel)
#include "test_summarypanel.moc"
