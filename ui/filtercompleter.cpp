// SPDX-License-Identifier: MIT
#include "ui/filtercompleter.h"

#include "core/storage/filterexpression.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QScrollBar>
#include <QStringListModel>

#include <algorithm>

namespace kaunt {

namespace {

/// Where the term at the cursor begins, or -1 within quotes.
qsizetype termStart(QStringView expression, qsizetype cursor)
{
    qsizetype start = 0;
    bool isQuoted = false;
    for (qsizetype i = 0; i < cursor; ++i) {
        if (expression.at(i) == u'"')
            isQuoted = !isQuoted;
        else if (expression.at(i).isSpace() && !isQuoted)
            start = i + 1;
    }
    if (isQuoted)
        return -1;
    return start < cursor && expression.at(start) == u'-' ? start + 1 : start;
}

QStringList matching(const QStringList& texts, const QString& part, QChar ending)
{
    QStringList found;
    for (const QString& text : texts) {
        if (text.contains(part, Qt::CaseInsensitive) && text.compare(part, Qt::CaseInsensitive) != 0)
            found.append(text + ending);
    }
    return found;
}

} // namespace

FilterCompletion filterCompletion(const QString& expression, qsizetype cursor)
{
    const qsizetype start = termStart(expression, cursor);
    if (start < 0)
        return {};
    const QString term = expression.mid(start, cursor - start);
    const qsizetype colon = term.indexOf(u':');
    FilterCompletion completion;
    if (colon < 0) {
        completion.start = start;
        completion.written = term;
        if (!term.isEmpty())
            completion.candidates = matching(FilterExpression::fieldNames(), term, u':');
        return completion;
    }
    const qsizetype value = std::max(colon, term.lastIndexOf(u'|')) + 1;
    completion.start = start + value;
    completion.written = term.mid(value);
    completion.candidates = matching(FilterExpression::fieldValues(term.first(colon)), completion.written, u' ');
    return completion;
}

FilterCompleter::FilterCompleter(QLineEdit* edit)
    : QObject(edit)
    , m_edit(edit)
    , m_candidates(new QStringListModel(this))
    , m_completer(new QCompleter(m_candidates, this))
{
    m_completer->setWidget(edit);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setObjectName(QStringLiteral("filterCompletions"));
    connect(edit, &QLineEdit::textEdited, this, &FilterCompleter::offer);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &FilterCompleter::insert);
}

void FilterCompleter::offer()
{
    const FilterCompletion completion = filterCompletion(m_edit->text(), m_edit->cursorPosition());
    m_candidates->setStringList(completion.candidates);
    QAbstractItemView* popup = m_completer->popup();
    if (completion.candidates.isEmpty()) {
        popup->hide();
        return;
    }
    constexpr int padding = 24;
    QRect place = m_edit->rect();
    place.setLeft(m_edit->fontMetrics().horizontalAdvance(m_edit->text().first(completion.start)));
    place.setWidth(popup->sizeHintForColumn(0) + popup->verticalScrollBar()->sizeHint().width() + padding);
    m_completer->complete(place);
}

void FilterCompleter::insert(const QString& candidate)
{
    const FilterCompletion completion = filterCompletion(m_edit->text(), m_edit->cursorPosition());
    m_edit->setSelection(static_cast<int>(completion.start), static_cast<int>(completion.written.size()));
    m_edit->insert(candidate);
    Q_EMIT completed();
}

} // namespace kaunt
