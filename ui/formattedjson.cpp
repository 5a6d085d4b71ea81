// SPDX-License-Identifier: MIT
#include "ui/formattedjson.h"

#include <algorithm>

namespace kaunt {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

qsizetype behindBlanks(QByteArrayView json, qsizetype at)
{
    while (at < json.size() && isBlank(json.at(at)))
        ++at;
    return at;
}

/// Of JSON that was read without an error.
qsizetype tokenEnd(QByteArrayView json, qsizetype begin)
{
    qsizetype at = begin + 1;
    if (json.at(begin) == '"') {
        while (json.at(at) != '"')
            at += json.at(at) == '\\' ? 2 : 1;
        return at + 1;
    }
    if (QByteArrayView("{}[]:,").contains(json.at(begin)))
        return at;
    while (at < json.size() && !isBlank(json.at(at)) && !QByteArrayView("{}[]:,").contains(json.at(at)))
        ++at;
    return at;
}

} // namespace

FormattedJson::FormattedJson(const QByteArray& source, const JsonValue& root, qsizetype most)
{
    if (!add(source, root.offset, root.offset + root.length, most)) {
        m_bytes = QByteArray();
        m_runs = {};
    }
}

bool FormattedJson::add(const QByteArray& source, qsizetype begin, qsizetype end, qsizetype most)
{
    const QByteArrayView json = QByteArrayView(source).first(end);
    m_bytes.reserve(std::min(most, 2 * (end - begin)));
    int depth = 0;
    for (qsizetype at = begin; at < end;) {
        const char first = json.at(at);
        const qsizetype behind = tokenEnd(json, at);
        const qsizetype next = behindBlanks(json, behind);
        const bool isClosing = first == '}' || first == ']';
        const bool isOpening = first == '{' || first == '[';
        const bool isClosedAtOnce = isOpening && (json.at(next) == '}' || json.at(next) == ']');
        if (isClosing && !m_bytes.endsWith('{') && !m_bytes.endsWith('['))
            breakLine(--depth);
        else if (isClosing)
            --depth;
        addToken(json, at, behind);
        depth += isOpening ? 1 : 0;
        if (first == ':')
            m_bytes.append(' ');
        else if (first == ',' || (isOpening && !isClosedAtOnce))
            breakLine(depth);
        if (m_bytes.size() > most)
            return false;
        at = next;
    }
    return true;
}

void FormattedJson::addToken(QByteArrayView source, qsizetype begin, qsizetype end)
{
    const qsizetype length = end - begin;
    const bool isOfLast = !m_runs.empty() && m_runs.back().source + m_runs.back().length == begin &&
                          m_runs.back().place + m_runs.back().length == m_bytes.size();
    if (isOfLast)
        m_runs.back().length += length;
    else
        m_runs.push_back({begin, m_bytes.size(), length});
    m_bytes.append(source.sliced(begin, length));
}

void FormattedJson::breakLine(int depth)
{
    constexpr int indent = 2;
    m_bytes.append('\n');
    m_bytes.append(qsizetype{indent} * depth, ' ');
}

qsizetype FormattedJson::placeOfSource(qsizetype offset) const
{
    const auto after = std::upper_bound(m_runs.begin(), m_runs.end(), offset,
                                        [](qsizetype wanted, const Run& run) { return wanted < run.source; });
    if (after == m_runs.begin())
        return 0;
    const Run& run = *(after - 1);
    return run.place + std::min(offset - run.source, run.length - 1);
}

qsizetype FormattedJson::sourceOfPlace(qsizetype place) const
{
    const auto after = std::upper_bound(m_runs.begin(), m_runs.end(), place,
                                        [](qsizetype wanted, const Run& run) { return wanted < run.place; });
    if (after == m_runs.begin())
        return m_runs.empty() ? 0 : m_runs.front().source;
    const Run& run = *(after - 1);
    return run.source + std::min(place - run.place, run.length - 1);
}

} // namespace kaunt
