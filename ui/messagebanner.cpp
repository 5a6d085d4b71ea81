// SPDX-License-Identifier: MIT
#include "ui/messagebanner.h"

#include "ui/accessiblerole.h"
#include "ui/announcement.h"
#include "ui/pagetext.h"
#include "ui/readablecolor.h"
#include "ui/verdicticon.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace kaunt {

MessageBanner::MessageBanner(Severity severity, const QString& objectName, QWidget* parent)
    : QFrame(parent)
    , m_severity(severity)
    , m_row(new QHBoxLayout(this))
    , m_icon(new QLabel)
    , m_text(makeSelectableText(objectName + QStringLiteral("Text")))
    , m_close(new QToolButton)
{
    setObjectName(objectName);
    setAccessibleRole(*this, QAccessible::AlertMessage);
    setFrameShape(StyledPanel);
    nameParts(objectName);
    layOut();
    connect(m_close, &QToolButton::clicked, this, [this] {
        const bool isByKeyboard = window()->focusWidget() == m_close;
        clear();
        Q_EMIT putAway();
        if (isByKeyboard && !isHidden()) // there is another
            m_close->setFocus();
    });
    updateColors();
    hide();
}

void MessageBanner::nameParts(const QString& objectName)
{
    showSeverity();
    m_text->setAlignment(Qt::AlignTop | Qt::AlignLeft); // on the icon's line
    m_close->setObjectName(objectName + QStringLiteral("Close"));
    m_close->setAccessibleName(tr("Put this message away"));
    m_close->setToolTip(m_close->accessibleName());
    m_close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    m_close->setAutoRaise(true);
    m_close->hide();
}

void MessageBanner::showSeverity()
{
    m_icon->setText(m_severity == Severity::Problem ? QStringLiteral("⚠") : QStringLiteral("ℹ"));
    m_icon->setAccessibleName(m_severity == Severity::Problem ? tr("Problem") : tr("Notice"));
}

void MessageBanner::setSeverity(Severity severity)
{
    m_severity = severity;
    showSeverity();
    updateColors();
}

void MessageBanner::layOut()
{
    constexpr int margin = 6;
    m_row->setContentsMargins(margin, margin, margin, margin);
    m_row->addWidget(m_icon, 0, Qt::AlignTop);
    m_row->addWidget(m_text, 1);
    m_row->addWidget(m_close, 0, Qt::AlignTop);
}

void MessageBanner::showSentence(const Sentence& sentence)
{
    m_text->setText(sentence.text());
    show();
    announce(*this, sentence.text());
}

void MessageBanner::clear()
{
    m_text->clear();
    announce(*this, {});
    hide();
}

void MessageBanner::setSentence(const std::optional<Sentence>& sentence)
{
    setSentences(sentence ? QList{*sentence} : QList<Sentence>{});
}

void MessageBanner::setSentences(const QList<Sentence>& sentences)
{
    QStringList texts;
    for (const Sentence& sentence : sentences)
        texts.append(sentence.text());
    if (texts.isEmpty())
        clear();
    else
        showSentence({texts.join(u'\n'), {}, {}});
}

void MessageBanner::tell(const QString& topic, const std::optional<Sentence>& sentence)
{
    const auto told =
        std::find_if(m_told.begin(), m_told.end(), [&topic](const Told& one) { return one.topic == topic; });
    if (told == m_told.end() && sentence)
        m_told.append({topic, *sentence});
    else if (told != m_told.end() && sentence)
        told->sentence = *sentence;
    else if (told != m_told.end())
        m_told.removeAt(told - m_told.begin());
    QList<Sentence> sentences;
    for (const Told& one : std::as_const(m_told))
        sentences.append(one.sentence);
    setSentences(sentences);
}

QStringList MessageBanner::topics() const
{
    QStringList topics;
    for (const Told& one : m_told)
        topics.append(one.topic);
    return topics;
}

void MessageBanner::setClosable()
{
    m_close->show();
}

QToolButton* MessageBanner::addAction(const QString& text, const std::function<void()>& act)
{
    auto* button = new QToolButton(this);
    button->setObjectName(objectName() + QStringLiteral("Action"));
    button->setText(text);
    button->setFocusPolicy(Qt::StrongFocus);
    connect(button, &QToolButton::clicked, this, act);
    m_row->insertWidget(m_row->indexOf(m_close), button, 0, Qt::AlignTop);
    return button;
}

void MessageBanner::setLoud()
{
    m_isLoud = true;
    setAutoFillBackground(true);
    QFont font = m_text->font();
    font.setBold(true);
    m_text->setFont(font);
    updateColors();
}

/// The colours of a selection, which every palette makes to stand out, whether the window is active or not; with a text
/// that can be read where the palette's own is too pale. A selection within has them the other way round.
void MessageBanner::showLoudColors()
{
    const QPalette around = parentWidget() ? parentWidget()->palette() : QApplication::palette();
    const QColor ground = around.color(QPalette::Active, QPalette::Highlight);
    const QColor blackOrWhite =
        contrastRatio(Qt::white, ground) > contrastRatio(Qt::black, ground) ? Qt::white : Qt::black;
    const QColor usual = around.color(QPalette::Active, QPalette::HighlightedText);
    const QColor ink = contrastRatio(usual, ground) >= leastTextContrast ? usual : blackOrWhite;
    QPalette colors = around;
    colors.setColor(QPalette::Window, ground);
    colors.setColor(QPalette::WindowText, ink);
    QPalette textColors = colors;
    textColors.setColor(QPalette::Highlight, ink);
    textColors.setColor(QPalette::HighlightedText, ground);
    if (palette() != colors)
        setPalette(colors);
    m_icon->setPalette(colors);
    m_text->setPalette(textColors);
}

void MessageBanner::updateColors()
{
    if (m_isLoud) {
        showLoudColors();
        return;
    }
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, m_severity == Severity::Problem ? badColor(colors) : warningColor(colors));
    m_icon->setPalette(colors);
}

void MessageBanner::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColors();
}

} // namespace kaunt
