// SPDX-License-Identifier: MIT
#include "core/webhook/noanswer.h"

#include <QTest>

using namespace kaunt;

/// What is written of a delivery without an answer says the same when it is read.
class TestNoAnswer final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isReadAsItWasWritten_data();
    void isReadAsItWasWritten();
    void isNullWhereThereIsAnAnswer();
};

void TestNoAnswer::isReadAsItWasWritten_data()
{
    using Reason = NoAnswer::Reason;
    QTest::addColumn<NoAnswer>("why");
    QTest::addColumn<QString>("text");
    const auto row = [](const NoAnswer& why, const char* text) {
        QTest::addRow("%s", text) << why << QString::fromLatin1(text);
    };
    row({Reason::System, QStringLiteral("Connection refused")}, "Connection refused");
    row({Reason::NoHttp, {}}, "no-http");
    row({Reason::LargeHeaders, {}}, "large-headers");
    row({Reason::NotListening, {}}, "not-listening");
    row({Reason::NoSecret, {}}, "no-secret");
    row({Reason::BodyCut, {}}, "body-cut");
    row({Reason::TooOld, {}}, "too-old");
    row({Reason::Busy, {}}, "busy");
    row({Reason::Ended, {}}, "ended");
}

void TestNoAnswer::isReadAsItWasWritten()
{
    QFETCH(const NoAnswer, why);
    QFETCH(const QString, text);
    QCOMPARE(why.text(), text);
    QCOMPARE(NoAnswer::fromText(text), why);
}

void TestNoAnswer::isNullWhereThereIsAnAnswer()
{
    QVERIFY(NoAnswer().text().isNull());
    QCOMPARE(NoAnswer::fromText(QString()), NoAnswer());
}

QTEST_GUILESS_MAIN(TestNoAnswer)
#include "test_noanswer.moc"
