// SPDX-License-Identifier: MIT
#include "ui/fetchbar.h"

#include "core/api/fetcherror.h"
#include "ui/quantities.h"
#include "ui/sentences.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace kaunt {

FetchBar::FetchBar(QWidget* parent)
    : QWidget(parent)
    , m_fetch(new QPushButton(tr("Fetch")))
    , m_cancel(new QPushButton(tr("Ca&ncel")))
    , m_progress(new QProgressBar)
    , m_status(new QLabel)
{
    nameControls();
    layOut();
    connect(m_fetch, &QPushButton::clicked, this, &FetchBar::fetchRequested);
    connect(m_cancel, &QPushButton::clicked, this, &FetchBar::cancelRequested);
    setRunning(false);
    setStatus({});
}

void FetchBar::nameControls()
{
    constexpr int progressWidth = 140;
    m_fetch->setToolTip(tr("Ctrl+Return"));
    m_fetch->setObjectName(QStringLiteral("fetchButton"));
    m_fetch->setAccessibleName(tr("Fetch the resource"));
    m_fetch->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_cancel->setObjectName(QStringLiteral("cancelFetch"));
    m_cancel->setAccessibleName(tr("Cancel fetching"));
    m_progress->setObjectName(QStringLiteral("fetchProgress"));
    m_progress->setAccessibleName(tr("How much has been received"));
    m_progress->setFixedWidth(progressWidth);
    m_progress->setTextVisible(false);
    m_status->setObjectName(QStringLiteral("fetchStatus"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
}

void FetchBar::layOut()
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_fetch);
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel);
    layout->addWidget(m_status, 1);
    layout->addStretch();
}

void FetchBar::setStatus(const QString& text)
{
    m_status->setText(text);
    m_status->setVisible(!text.isEmpty());
}

/// One of the two buttons stands in the other's place. The keyboard stays there.
void FetchBar::setRunning(bool isRunning)
{
    QPushButton* shown = isRunning ? m_cancel : m_fetch;
    QPushButton* other = isRunning ? m_fetch : m_cancel;
    m_progress->setVisible(isRunning);
    m_fetch->setEnabled(m_isFetchable);
    const bool hadFocus = other->hasFocus();
    shown->show();
    if (hadFocus)
        shown->setFocus(Qt::OtherFocusReason);
    other->hide();
}

void FetchBar::setFetchable(bool isFetchable, const QString& reason)
{
    m_isFetchable = isFetchable;
    m_fetch->setEnabled(isFetchable);
    m_reason = reason;
    setStatus(reason);
}

void FetchBar::showRunning()
{
    m_progress->setRange(0, 0);
    setStatus(tr("Fetching …"));
    setRunning(true);
}

void FetchBar::showProgress(qint64 received, qint64 total)
{
    constexpr int steps = 1'000;
    const bool isTotalKnown = total > 0;
    m_progress->setRange(0, isTotalKnown ? steps : 0);
    if (isTotalKnown)
        m_progress->setValue(static_cast<int>(received * steps / total));
    const QLocale locale;
    const QString sofar = locale.formattedDataSize(received, 1);
    setStatus(isTotalKnown ? tr("%1 of %2").arg(sofar, locale.formattedDataSize(total, 1)) : sofar);
}

void FetchBar::showRetrying(int attempt, std::chrono::milliseconds wait, const FetchError& why)
{
    m_progress->setRange(0, 0);
    const QString follows = tr("Attempt %1 follows in %2 …").arg(attempt).arg(durationText(wait));
    setStatus(Sentence{sentenceFor(why).happened, follows, {}}.text());
}

void FetchBar::showIdle(const QString& message)
{
    setRunning(false);
    setStatus(message.isEmpty() ? m_reason : message);
}

} // namespace kaunt
