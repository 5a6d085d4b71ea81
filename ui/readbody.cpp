// SPDX-License-Identifier: MIT
#include "ui/readbody.h"

#include "core/webhook/xmltree.h"

#include <QPromise>
#include <QThreadPool>

#include <utility>

namespace kaunt {

namespace {

constexpr qsizetype mostFormatted = qsizetype{32} << 20;

void readXml(ReadBody& read)
{
    Result<JsonValue, JsonError> xml = parseXml(read.content.bytes);
    if (xml)
        read.xml = std::make_shared<const JsonValue>(std::move(*xml));
    else
        read.xmlError = xml.error();
}

ReadBody readWhole(const QByteArray& body, const HeaderList& headers)
{
    ReadBody read;
    read.content = readShownContent(body, headers);
    Result<JsonValue, JsonError> json = parseJson(read.content.bytes);
    if (json)
        read.json = std::make_shared<const JsonValue>(std::move(*json));
    else
        read.error = json.error();
    if (read.content.form == BodyContent::Form::Xml)
        readXml(read);
    read.text = shownTextOf(read.content.bytes);
    return read;
}

/// A million values take their time to go, too.
void letGoAside(const ReadBody* read)
{
    QThreadPool::globalInstance()->start([read] { delete read; });
}

} // namespace

ShownText shownTextOf(const QByteArray& bytes)
{
    constexpr qsizetype longestLinesKept = qsizetype{16} * 1'024;
    const bool isLong = bytes.size() > longestLinesKept;
    return ShownText(bytes, isLong ? ShownText::LongLines::Break : ShownText::LongLines::Keep);
}

std::shared_ptr<const ReadBody> readBody(const QByteArray& body, const HeaderList& headers)
{
    return std::make_shared<const ReadBody>(readWhole(body, headers));
}

QFuture<std::shared_ptr<const ReadBody>> readBodyAside(const QByteArray& body, const HeaderList& headers)
{
    auto promise = std::make_shared<QPromise<std::shared_ptr<const ReadBody>>>();
    auto future = promise->future();
    promise->start();
    QThreadPool::globalInstance()->start([promise, body, headers] {
        promise->addResult(std::shared_ptr<const ReadBody>(new ReadBody(readWhole(body, headers)), letGoAside));
        promise->finish();
    });
    return future;
}

std::shared_ptr<const FormattedBody> formatBody(const ReadBody& read, qsizetype most)
{
    FormattedJson json(read.content.bytes, *read.json, most);
    if (json.isNone())
        return nullptr;
    ShownText text = shownTextOf(json.bytes());
    return std::make_shared<const FormattedBody>(FormattedBody{std::move(json), std::move(text)});
}

QFuture<std::shared_ptr<const FormattedBody>> formatBodyAside(std::shared_ptr<const ReadBody> read)
{
    auto promise = std::make_shared<QPromise<std::shared_ptr<const FormattedBody>>>();
    auto future = promise->future();
    promise->start();
    QThreadPool::globalInstance()->start([promise, read = std::move(read)] {
        auto formatted = formatBody(*read, mostFormatted);
        promise->addResult(formatted ? std::move(formatted) : std::make_shared<const FormattedBody>());
        promise->finish();
    });
    return future;
}

} // namespace kaunt
