// SPDX-License-Identifier: MIT
#include "core/conformance/junitreport.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace kaunt;

namespace {

ConformanceResult result(const QString& name, ConformanceResult::Grade grade, ConformanceResult::Finding finding)
{
    return {name, ConformanceCase::Expected::Accepted, grade, finding, {SendOutcome{200, 1'250, 1, {}, {}}}};
}

ConformanceReport sampleReport()
{
    using Result = ConformanceResult;
    ConformanceReport report;
    report.target = QUrl(QStringLiteral("http://user:word@127.0.0.1:8787/hook?code=word"));
    report.results = {result(QStringLiteral("good"), Result::Grade::Passed, Result::Finding::None),
                      result(QStringLiteral("slow"), Result::Grade::Remarked, Result::Finding::Slow),
                      result(QStringLiteral("bad"), Result::Grade::Failed, Result::Finding::LetIn),
                      result(QStringLiteral("silent"), Result::Grade::Failed, Result::Finding::NoAnswer)};
    return report;
}

} // namespace

class TestJunitReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAndTellsEachCase()
    {
        const QByteArray xml = junitReport(sampleReport(), [](const ConformanceResult& told) {
            return QStringLiteral("about <%1> & more").arg(told.name);
        });
        QVERIFY(!xml.contains("word"));
        QVERIFY(xml.contains("name=\"http://127.0.0.1:8787/hook\""));
        QStringList seen;
        QXmlStreamReader reader(xml);
        while (!reader.atEnd()) {
            if (reader.readNext() != QXmlStreamReader::StartElement)
                continue;
            const QXmlStreamAttributes attributes = reader.attributes();
            const auto value = [&attributes](const char* name) {
                return attributes.value(QLatin1String(name)).toString();
            };
            if (reader.name() == QLatin1String("testsuite"))
                seen.append(value("tests") + u' ' + value("failures") + u' ' + value("errors"));
            else if (reader.name() == QLatin1String("testcase"))
                seen.append(value("name") + u' ' + value("time"));
            else if (reader.name() == QLatin1String("system-out"))
                seen.append(reader.readElementText());
            else if (reader.name() != QLatin1String("testsuites"))
                seen.append(reader.name().toString() + u' ' + value("type") + u' ' + value("message"));
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(seen, (QStringList{QStringLiteral("4 1 1"), QStringLiteral("good 1.250"), QStringLiteral("slow 1.250"),
                                    QStringLiteral("about <slow> & more"), QStringLiteral("bad 1.250"),
                                    QStringLiteral("failure let-in about <bad> & more"), QStringLiteral("silent 1.250"),
                                    QStringLiteral("error no-answer about <silent> & more")}));
    }
};

QTEST_GUILESS_MAIN(TestJunitReport)
#include "test_junitreport.moc"
