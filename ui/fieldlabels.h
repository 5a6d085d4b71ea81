// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace kaunt {

/// From now on, each label in front of a field within `widget` is grey where its field is. A label in front of a button
/// stays as it is: it stands for all of those beneath as well. To be called once all is laid out. GUI thread.
void followFields(const QWidget& widget);

/// Forms beneath each other within `widget` read as one: their fields begin at one edge. To be called once all is laid
/// out, in the font that stays. GUI thread.
void alignFields(const QWidget& widget);

} // namespace kaunt
