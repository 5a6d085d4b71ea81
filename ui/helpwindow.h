// SPDX-License-Identifier: MIT
#pragma once

#include "ui/helppages.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QToolButton;

namespace kaunt {

class HelpPageView;

/// The help, to be read beside the work: a list of the pages, the page that is chosen, and a search through all of
/// them. A window of its own, so that no dialog locks it. GUI thread.
class HelpWindow final : public QDialog {
    Q_OBJECT

public:
    explicit HelpWindow(const QList<HelpPage>& pages, QWidget* parent = nullptr);

    void showPage(const QString& name);

private:
    void layOut();
    void wire();
    [[nodiscard]] QToolButton* makeStep(const QString& objectName, Qt::ArrowType arrow, const QString& name,
                                        QKeySequence::StandardKey keys);
    void showMatching(const QString& text);
    void showNextHit();
    void followPage(const QString& name);

    QList<HelpPage> m_pages;
    QStringList m_texts; ///< of the pages, as they are read
    QListWidget* m_titles;
    HelpPageView* m_text;
    QLineEdit* m_wanted;
    QLabel* m_found;
    QToolButton* m_back;
    QToolButton* m_forward;
};

} // namespace kaunt
