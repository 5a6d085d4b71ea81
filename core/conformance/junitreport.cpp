// SPDX-License-Identifier: MIT
#include "core/conformance/junitreport.h"

#include "core/urltext.h"
#include "core/wholefile.h"

#include <QXmlStreamWriter>

using namespace Qt::Literals::StringLiterals;

namespace kaunt {

namespace {

using Grade = ConformanceResult::Grade;
using Finding = ConformanceResult::Finding;

QString seconds(qint64 millis)
{
    constexpr double millisPerSecond = 1'000.0;
    return QString::number(static_cast<double>(millis) / millisPerSecond, 'f', 3);
}

qint64 totalMillis(const ConformanceReport& report)
{
    qint64 total = 0;
    for (const ConformanceResult& result : report.results)
        total += result.slowestMillis();
    return total;
}

int unanswered(const ConformanceReport& report)
{
    int count = 0;
    for (const ConformanceResult& result : report.results)
        count += result.grade == Grade::Failed && result.finding == Finding::NoAnswer ? 1 : 0;
    return count;
}

void writeCase(QXmlStreamWriter& xml, const ConformanceResult& result, const QString& words)
{
    xml.writeStartElement(u"testcase"_s);
    xml.writeAttribute(u"classname"_s, u"webhook"_s);
    xml.writeAttribute(u"name"_s, result.name);
    xml.writeAttribute(u"time"_s, seconds(result.slowestMillis()));
    if (result.grade == Grade::Failed) {
        xml.writeStartElement(result.finding == Finding::NoAnswer ? u"error"_s : u"failure"_s);
        xml.writeAttribute(u"type"_s, findingCode(result.finding));
        xml.writeAttribute(u"message"_s, words);
        xml.writeEndElement();
    } else if (result.grade == Grade::Remarked) {
        xml.writeTextElement(u"system-out"_s, words);
    }
    xml.writeEndElement();
}

} // namespace

QByteArray junitReport(const ConformanceReport& report, const std::function<QString(const ConformanceResult&)>& words)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuites"_s);
    xml.writeStartElement(u"testsuite"_s);
    const int errors = unanswered(report);
    // It is made to be published, and keys may stand in a query.
    xml.writeAttribute(u"name"_s, urlText(report.target.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery)));
    xml.writeAttribute(u"tests"_s, QString::number(report.results.size()));
    xml.writeAttribute(u"failures"_s, QString::number(report.count(Grade::Failed) - errors));
    xml.writeAttribute(u"errors"_s, QString::number(errors));
    xml.writeAttribute(u"time"_s, seconds(totalMillis(report)));
    for (const ConformanceResult& result : report.results)
        writeCase(xml, result, result.grade == Grade::Passed ? QString() : words(result));
    xml.writeEndDocument();
    return bytes;
}

Result<void, QString> saveReport(const QByteArray& report, const QString& path)
{
    return WholeFile::write(path, report, WholeFile::Access::Usual);
}

} // namespace kaunt
