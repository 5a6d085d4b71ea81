// SPDX-License-Identifier: MIT
#include "app/cli/filteroption.h"

#include <QCoreApplication>

#include <algorithm>

namespace kaunt {

namespace {

/// On one line, on which each character has the column that it has in the expression.
QString onOneLine(QString expression)
{
    for (QChar& character : expression) {
        if (character.isSpace())
            character = u' ';
    }
    return expression;
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
    terminal.plain(onOneLine(expression));
    terminal.plain(QString(error.position, u' ') + QString(std::max<qsizetype>(error.length, 1), u'^'));
    return failure(WrongUsage);
}

} // namespace kaunt
