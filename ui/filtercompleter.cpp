// SPDX-License-Identifier: MIT
#include "ui/filtercompleter.h"

#include "core/storage/filterparser.h"
#include "core/storage/logreader.h"
#include "core/storage/seenvalues.h"
#include "core/whenanswered.h"
#include "ui/visibletext.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QStringListModel>

#include <algorithm>

namespace kaunt {

namespace {

/// Where the term and the value at the cursor begin.
struct Place {
    qsizetype term = 0;
    qsizetype value = -1; ///< -1 before the colon
    bool isQuoted = false;
};

Place placeAt(QStringView expression, qsizetype cursor)
{
    Place place;
    for (qsizetype i = 0; i < cursor; ++i) {
        const QChar character = expression.at(i);
        if (place.isQuoted) {
            if (character == u'\\')
                ++i;
            place.isQuoted = character != u'"';
        } else if (character == u'"') {
            place.isQuoted = true;
        } else if (character.isSpace()) {
            place.term = i + 1;
            place.value = -1;
        } else if ((character == u':' && place.value < 0) || (character == u'|' && place.value >= 0)) {
            place.value = i + 1;
        }
    }
    if (place.term < cursor && expression.at(place.term) == u'-')
        ++place.term;
    return place;
}

QStringList matching(const QStringList& texts, const QString& part, QChar ending)
{
    QStringList found;
    for (const QString& text : texts) {
        if (text.contains(part, Qt::CaseInsensitive) && text.compare(part, Qt::CaseInsensitive) != 0)
            found.append((ending == u' ' ? filterWord(text) : text) + ending);
    }
    return found;
}

/// What is often asked for where anything could be.
QStringList usualValues(const QString& fieldName)
{
    using Field = FilterExpression::Field;
    const Field field = filterField(fieldName).value_or(Field::Text);
    switch (field) {
    case Field::Since:
    case Field::Before:
        return {QStringLiteral("15m"), QStringLiteral("1h"), QStringLiteral("1d"), QStringLiteral("1w")};
    case Field::Attempt:
        return {QStringLiteral(">1"), QStringLiteral("1")};
    default:
        return FilterExpression::fieldValues(field);
    }
}

QString unquoted(const QString& written)
{
    if (!written.startsWith(u'"'))
        return written;
    QString text = written.mid(1);
    return text.replace(QLatin1String("\\\""), QLatin1String("\"")).replace(QLatin1String("\\\\"), QLatin1String("\\"));
}

/// What follows a path of the payload is what stands there, so that it is gone on with.
QStringList seenCandidates(const QStringList& seen, const FilterCompletion& asked)
{
    QStringList candidates = matching(seen, asked.part, u' ');
    if (filterField(asked.field) != FilterExpression::Field::PayloadField || asked.part.contains(u'='))
        return candidates;
    candidates.removeIf([](const QString& path) { return path.startsWith(u'"'); }); // whose quotes are closed
    for (QString& path : candidates)
        path.chop(1);
    return candidates;
}

/// Shows what a peer sent as it may be looked at; what is inserted is the true text, which is the edit role's.
class Candidates final : public QStringListModel {
public:
    using QStringListModel::QStringListModel;

    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        constexpr qsizetype longestShown = 120;
        QVariant text = QStringListModel::data(index, role);
        if (role != Qt::DisplayRole || !text.isValid())
            return text;
        return elidedText(visibleText(text.toString()), longestShown);
    }
};

} // namespace

FilterCompletion filterCompletion(const QString& expression, qsizetype cursor)
{
    const Place place = placeAt(expression, cursor);
    FilterCompletion completion;
    if (place.value < 0) {
        if (place.isQuoted)
            return completion;
        completion.start = place.term;
        completion.written = expression.mid(place.term, cursor - place.term);
        if (!completion.written.startsWith(u'"'))
            completion.candidates = matching(FilterExpression::fieldNames(), completion.written, u':');
        return completion;
    }
    completion.start = place.value;
    completion.written = expression.mid(place.value, cursor - place.value);
    if (completion.written.startsWith(u'"') && !place.isQuoted) // its closing quote is written
        return completion;
    const qsizetype colon = expression.indexOf(u':', place.term);
    completion.field = expression.mid(place.term, colon - place.term);
    if (completion.field.endsWith(u'=')) // the whole of a value is asked for
        completion.field.chop(1);
    completion.part = unquoted(completion.written);
    completion.candidates = matching(usualValues(completion.field), completion.part, u' ');
    return completion;
}

FilterCompleter::FilterCompleter(QLineEdit* edit)
    : QObject(edit)
    , m_edit(edit)
    , m_candidates(new Candidates(this))
    , m_completer(new QCompleter(m_candidates, this))
{
    m_completer->setWidget(edit);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setObjectName(QStringLiteral("filterCompletions"));
    m_completer->popup()->setAccessibleName(tr("Completions of the filter"));
    edit->installEventFilter(this);
    m_completer->popup()->installEventFilter(this);
    connect(edit, &QLineEdit::textEdited, this, [this] { offer(false); });
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &FilterCompleter::insert);
}

bool FilterCompleter::isChoosing() const
{
    return m_completer->popup()->isVisible() && m_completer->popup()->currentIndex().isValid();
}

bool FilterCompleter::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto* press = static_cast<QKeyEvent*>(event); // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast)
    QAbstractItemView* popup = m_completer->popup();
    if (watched == popup) {
        const int key = press->key();
        m_isChosen = m_isChosen || (key >= Qt::Key_Home && key <= Qt::Key_PageDown);
        // A list that got the focus makes its first row the current one; Enter is for what was written.
        if (!m_isChosen && (key == Qt::Key_Return || key == Qt::Key_Enter))
            popup->setCurrentIndex({});
        return false;
    }
    if (popup->isVisible() || press->key() != Qt::Key_Down || press->modifiers() != Qt::NoModifier)
        return false;
    offer(true);
    return true;
}

void FilterCompleter::offer(bool isAskedFor)
{
    m_offered = filterCompletion(m_edit->text(), m_edit->cursorPosition());
    const bool isNothingWritten = m_offered.field.isEmpty() && m_offered.written.isEmpty();
    if (isNothingWritten && !isAskedFor)
        m_offered.candidates.clear();
    show(m_offered.candidates, m_offered.start);
    askSeen();
}

void FilterCompleter::askSeen()
{
    const auto field = filterField(m_offered.field);
    if (!m_reader || m_asked || !field || !hasSeenValues(*field))
        return;
    m_asked = m_offered;
    m_seen.clear();
    askSeenBefore(0);
}

/// Part by part, so that others who ask the reader wait for one at the most.
void FilterCompleter::askSeenBefore(qint64 number)
{
    const auto question = [field = *filterField(m_asked->field), part = m_asked->part, number](const LogQueries& log) {
        return log.seenValues(field, part, number);
    };
    whenAnswered(this, m_reader->ask(question), [this](const Result<SeenValues, LogError>& answer) {
        const bool isWritten = filterCompletion(m_edit->text(), m_edit->cursorPosition()) == *m_asked;
        const bool isDismissed = m_candidates->rowCount() > 0 && !m_completer->popup()->isVisible();
        if (answer && isWritten && !isDismissed && !m_isChosen && m_edit->hasFocus()) {
            showSeen(answer->values);
            if (answer->searchedTo > 0 && m_seen.size() < mostSeenValues)
                return askSeenBefore(answer->searchedTo);
        }
        const FilterCompletion asked = *std::exchange(m_asked, {});
        if (!isWritten && m_edit->hasFocus() && m_offered != asked)
            askSeen(); // more was written meanwhile
    });
}

void FilterCompleter::showSeen(const QStringList& values)
{
    const qsizetype before = m_seen.size();
    for (const QString& value : values) {
        if (m_seen.size() < mostSeenValues && !m_seen.contains(value))
            m_seen.append(value);
    }
    QStringList candidates = m_asked->candidates;
    const QStringList seen = seenCandidates(m_seen, *m_asked);
    for (const QString& candidate : seen) {
        if (!candidates.contains(candidate))
            candidates.append(candidate);
    }
    if (m_seen.size() > before && candidates != m_asked->candidates)
        show(candidates, m_asked->start);
}

void FilterCompleter::show(const QStringList& candidates, qsizetype start)
{
    m_isChosen = false;
    m_candidates->setStringList(candidates);
    QAbstractItemView* popup = m_completer->popup();
    if (candidates.isEmpty()) {
        popup->hide();
        return;
    }
    constexpr int padding = 24;
    QRect place = m_edit->rect();
    place.setLeft(std::min(m_edit->fontMetrics().horizontalAdvance(m_edit->text().first(start)), m_edit->width() / 2));
    place.setWidth(popup->sizeHintForColumn(0) + popup->verticalScrollBar()->sizeHint().width() + padding);
    m_completer->complete(place);
}

void FilterCompleter::insert(const QString& candidate)
{
    const FilterCompletion completion = filterCompletion(m_edit->text(), m_edit->cursorPosition());
    m_edit->setSelection(static_cast<int>(completion.start), static_cast<int>(completion.written.size()));
    m_edit->insert(candidate);
    Q_EMIT completed();
    if (candidate.endsWith(u':') || candidate.endsWith(u'='))
        offer(true);
}

} // namespace kaunt
