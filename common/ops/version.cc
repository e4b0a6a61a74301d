// SPDX-License-Identifier: Apache-2.0
#include "common/ops/flags.h"

namespace jiedui::ops {

const char kVersion[] = JIEDUI_VERSION;

}  // namespace jiedui::ops
