// SPDX-License-Identifier: MIT
#pragma once

#include "ui/helppages.h"

#include <QTextBrowser>

namespace kaunt {

/// Shows one page of the help, follows its links to other pages, and goes back and forward. Any other link, and
/// whatever else a page might ask for, is passed over: nothing is opened, read or fetched for it. GUI thread.
class HelpPageView final : public QTextBrowser {
    Q_OBJECT

public:
    explicit HelpPageView(QList<HelpPage> pages, QWidget* parent = nullptr);

    /// Shows it; one that there is not changes nothing.
    void showPage(const QString& name);
    [[nodiscard]] QString pageName() const { return m_pageName; }
    /// Marks these words on each page that is shown; none marks nothing.
    void setWanted(const QStringList& words);
    /// Selects the next marked word; false, and none is selected, after the last one of the page.
    bool selectNext();

    QVariant loadResource(int type, const QUrl& name) override;

Q_SIGNALS:
    void pageShown(const QString& name);

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] const HelpPage* pageOf(const QUrl& url) const;
    void takePage(const QUrl& url);
    void formatLinks();
    void markWanted();

    const QList<HelpPage> m_pages;
    QString m_pageName; ///< source() is still the one before when sourceChanged() tells of a new one
    QStringList m_wanted;
    QList<QTextCursor> m_hits; ///< in the order of the text
    qsizetype m_nextHit = 0;
};

} // namespace kaunt
