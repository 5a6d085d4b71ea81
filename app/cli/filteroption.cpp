// SPDX-License-Identifier: MIT
#include "app/cli/filteroption.h"

#include <QCoreApplication>

#include <algorithm>
#include <cwchar>
#include <numeric>

namespace kaunt {

namespace {

/// On one line, on which each character has the place that it has in the expression; nothing in it steers a terminal.
QString onOneLine(QString expression)
{
    for (QChar& character : expression) {
        if (character.isSpace() || character.category() == QChar::Other_Control)
            character = u' ';
    }
    return expression;
}

/// How many a terminal shows it in: two for an ideograph, none for a combining accent.
qsizetype columnsOf(QStringView text)
{
    const QList<uint> points = text.toUcs4();
    return std::accumulate(points.cbegin(), points.cend(), qsizetype{0}, [](qsizetype columns, uint point) {
        const int width = ::wcwidth(static_cast<wchar_t>(point));
        return columns + (width < 0 ? 1 : width);
    });
}

} // namespace

QCommandLineOption filterOption()
{
    return {QStringLiteral("filter"),
            QCoreApplication::translate("FilterOption",
                                        "Only those that match, as in the window: type:failed since:2h \"text\"."),
            QStringLiteral("EXPR")};
}

Result<FilterExpression, ExitStatus> readFilterOption(const QCommandLineParser& arguments, const Terminal& terminal)
{
    return readFilterExpression(arguments.value(QStringLiteral("filter")), terminal);
}

Result<FilterExpression, ExitStatus> readFilterExpression(const QString& expression, const Terminal& terminal)
{
    auto filter = parseFilter(expression);
    if (filter)
        return *std::move(filter);
    const FilterError& error = filter.error();
    terminal.error(sentenceFor(error));
    const QString line = onOneLine(expression);
    const qsizetype start = columnsOf(QStringView(line).left(error.position));
    const qsizetype wrong = columnsOf(QStringView(line).mid(error.position, error.length));
    terminal.plain(line);
    terminal.plain(QString(start, u' ') + QString(std::max<qsizetype>(wrong, 1), u'^'));
    return failure(WrongUsage);
}

} // namespace kaunt
