// SPDX-License-Identifier: MIT
#include "core/compare/answercomparison.h"

#include <QTest>

using namespace kaunt;

class TestAnswerComparison final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void callsTheSameTheSame();
    void tellsStatusAndFields();
    void tellsJsonByItsPaths();
    void comparesNoMoreThanIsKept();

private:
    static constexpr qsizetype mostKept = 64;
};

void TestAnswerComparison::callsTheSameTheSame()
{
    const KeptAnswer answer{200, {{"Content-Type", "text/plain"}}, "ok"};
    QVERIFY(compareAnswers(answer, answer, mostKept).isSame());
    const KeptAnswer json{200, {}, R"({"a":1,"b":2})"};
    const KeptAnswer otherwise{200, {}, R"({ "b": 2, "a": 1 })"};
    const AnswerComparison written = compareAnswers(json, otherwise, mostKept);
    QVERIFY(written.isSame());
    QVERIFY(!written.body.isSame());
}

void TestAnswerComparison::tellsStatusAndFields()
{
    using Changes = QList<AnswerComparison::FieldChange>;
    const KeptAnswer before{503, {{"content-type", "text/html"}, {"Retry-After", "7"}}, {}};
    KeptAnswer after{307, {{"Content-Type", "text/plain"}, {"Location", "/b"}}, {}};
    AnswerComparison comparison = compareAnswers(before, after, mostKept);
    QCOMPARE(comparison.statusBefore, 503);
    QCOMPARE(comparison.statusAfter, 307);
    QCOMPARE(comparison.fields, Changes({{"content-type", "text/html", "text/plain"},
                                         {"Retry-After", "7", QByteArray()},
                                         {"Location", QByteArray(), "/b"}}));
    QVERIFY(comparison.fields.at(1).after.isNull());
    QVERIFY(comparison.isBodySame());
    QVERIFY(!comparison.isSame());
    after.headers.clear(); // of an earlier version of the log
    comparison = compareAnswers(before, after, mostKept);
    QVERIFY(comparison.fields.isEmpty());
}

void TestAnswerComparison::tellsJsonByItsPaths()
{
    const KeptAnswer before{200, {}, R"({"status":"failed"})"};
    const AnswerComparison comparison = compareAnswers(before, {200, {}, R"({"status":"ok"})"}, mostKept);
    QVERIFY(comparison.isJson);
    QVERIFY(!comparison.isBodySame());
    QCOMPARE(comparison.json.differences.size(), 1);
    QCOMPARE(comparison.json.differences.constFirst().path, QStringLiteral("$.status"));
    const AnswerComparison text = compareAnswers(before, {200, {}, "failed"}, mostKept);
    QVERIFY(!text.isJson);
    QVERIFY(!text.isSame());
}

void TestAnswerComparison::comparesNoMoreThanIsKept()
{
    const KeptAnswer before{200, {}, QByteArray(mostKept, 'x')};
    const AnswerComparison comparison = compareAnswers(before, {200, {}, QByteArray(mostKept, 'x') + "more"}, mostKept);
    QVERIFY(comparison.isSame());
    QVERIFY(comparison.isCut);
    QVERIFY(!compareAnswers({200, {}, "x"}, {200, {}, "y"}, mostKept).isCut);
}

QTEST_GUILESS_MAIN(TestAnswerComparison)
#include "test_answercomparison.moc"
