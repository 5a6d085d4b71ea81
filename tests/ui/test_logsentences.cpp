// SPDX-License-Identifier: MIT
#include "ui/sentences.h"

#include <QTest>

using namespace kaunt;

using Code = LogError::Code;

/// What is told of a log that can't be opened or written: the 503 only where somebody listens.
class TestLogSentences final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhyItCannotBeOpened_data();
    void tellsWhyItCannotBeOpened();
    void tellsWhatBecomesOfDeliveries_data();
    void tellsWhatBecomesOfDeliveries();
    void tellsOfADetailAlone();
    void tellsHowMuchRoomACopyTakes();
    void tellsWhatWasSalvagedInPart();
    void tellsWhatIsNotKnownOfALostLog();
    void advisesNoReadingOfAnOlderLog();
    void tellsWhatStandsInItsPlace();

private:
    static LogError errorOf(Code code)
    {
        return {code, QStringLiteral("/log/events.sqlite"), QStringLiteral("sqlite3 (process 7)"),
                QStringLiteral("disk I/O error"), 4'096};
    }
};

void TestLogSentences::tellsWhyItCannotBeOpened_data()
{
    QTest::addColumn<Code>("code");
    QTest::addColumn<QString>("fact");
    QTest::newRow("busy") << Code::Busy << "sqlite3 (process 7)";
    QTest::newRow("disk full") << Code::DiskFull << "disk is full";
    QTest::newRow("I/O error") << Code::IoError << "disk I/O error";
    QTest::newRow("not writable") << Code::NotWritable << "permissions";
    QTest::newRow("no folder for a demo") << Code::NoThrowAwayFolder << "TMPDIR";
    QTest::newRow("locked") << Code::LockedByOther << "sqlite3 (process 7)";
    QTest::newRow("locked, and what may be done for this log")
        << Code::LockedByOther << "export --data '/log' --format";
    QTest::newRow("of an older version, and in use") << Code::OlderInUse << "sqlite3 (process 7)";
}

void TestLogSentences::tellsWhyItCannotBeOpened()
{
    QFETCH(const Code, code);
    QFETCH(const QString, fact);
    const Sentence sentence = sentenceFor(errorOf(code));
    QVERIFY2(sentence.happened.startsWith(u"Can't"), qPrintable(sentence.happened));
    QVERIFY(!sentence.reason.isEmpty() && !sentence.next.isEmpty());
    QVERIFY2(sentence.text().contains(fact), qPrintable(sentence.text()));
    QVERIFY2(sentence.text().contains(u"/log/events.sqlite"), qPrintable(sentence.text()));
    QVERIFY2(!sentence.text().contains(u"503"), qPrintable(sentence.text()));
}

void TestLogSentences::tellsWhatBecomesOfDeliveries_data()
{
    QTest::addColumn<Code>("code");
    for (const Code code : {Code::Busy, Code::DiskFull, Code::IoError, Code::NotWritable, Code::LockedByOther,
                            Code::Replaced, Code::Damaged, Code::Salvaging, Code::QueueFull})
        QTest::addRow("%d", int(code)) << code;
}

void TestLogSentences::tellsWhatBecomesOfDeliveries()
{
    QFETCH(const Code, code);
    const QString text = storingSentence(errorOf(code)).text();
    QVERIFY2(text.contains(u"503"), qPrintable(text));
}

void TestLogSentences::tellsOfADetailAlone()
{
    for (const Code code : {Code::Busy, Code::DiskFull, Code::IoError}) {
        const QString text = detailSentence(DeliveryDetail::Resource, errorOf(code)).text();
        QVERIFY2(text.startsWith(u"A fetched resource could not be stored."), qPrintable(text));
        QVERIFY2(!text.contains(u"503"), qPrintable(text));
    }
}

void TestLogSentences::tellsHowMuchRoomACopyTakes()
{
    LogError error = errorOf(Code::DiskFull);
    error.neededBytes = qint64{3} << 20;
    const QString text = storingSentence(error).text();
    QVERIFY2(text.contains(u"damaged"), qPrintable(text));
    QVERIFY2(text.contains(QLocale().formattedDataSize(error.neededBytes)), qPrintable(text));
    QVERIFY2(text.contains(QLocale().formattedDataSize(error.freeBytes)), qPrintable(text));
}

void TestLogSentences::tellsWhatWasSalvagedInPart()
{
    SalvageReport report{QStringLiteral("/log/kept"), 3'000, 0, 7};
    QVERIFY2(!sentenceFor(report).text().contains(u"part"), qPrintable(sentenceFor(report).text()));
    report.partial = 12;
    QVERIFY2(sentenceFor(report).reason.contains(u"12 only in part"), qPrintable(sentenceFor(report).reason));
}

void TestLogSentences::tellsWhatIsNotKnownOfALostLog()
{
    const Sentence sentence = sentenceFor(SalvageReport{QStringLiteral("/log/kept"), 0, 0, 0, true});
    QVERIFY2(sentence.reason.contains(u"not known") && !sentence.reason.contains(u'0'), qPrintable(sentence.reason));
    QVERIFY(sentence.next.contains(u"/log/kept"));
}

/// Which fails as what it is the answer to.
void TestLogSentences::advisesNoReadingOfAnOlderLog()
{
    const Sentence sentence = sentenceFor(errorOf(Code::OlderInUse));
    QVERIFY2(sentence.reason.contains(u"older version"), qPrintable(sentence.reason));
    QVERIFY2(!sentence.next.contains(u"export"), qPrintable(sentence.next));
}

void TestLogSentences::tellsWhatStandsInItsPlace()
{
    const Sentence sentence = replacedSentence(QStringLiteral("/log/events.sqlite"));
    QVERIFY(sentence.happened.contains(u"/log/events.sqlite"));
    QVERIFY(!sentence.reason.isEmpty() && !sentence.next.isEmpty());
}

QTEST_GUILESS_MAIN(TestLogSentences)
#include "test_logsentences.moc"
