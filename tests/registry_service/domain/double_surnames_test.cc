// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/double_surnames.h"

#include <gmock/gmock.h>

namespace jiedui::registry {
namespace {

TEST(IsDoubleSurname, KnowsThoseInUse) {
  for (const char* surname : {"欧阳", "上官", "司马", "诸葛", "皇甫", "令狐", "尉迟", "万俟", "长孙", "澹台", "单于"})
    EXPECT_TRUE(IsDoubleSurname(surname)) << surname;
}

TEST(IsDoubleSurname, NothingElseIsOne) {
  for (const char* text : {"", "欧", "欧阳娜", "单雪", "张王", "ou", "阳欧"})
    EXPECT_FALSE(IsDoubleSurname(text)) << text;
}

}  // namespace
}  // namespace jiedui::registry
