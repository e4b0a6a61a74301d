// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/divisions.h"

namespace jiedui::demo {
namespace {

constexpr Township kTownships[] = {
    {"lingjiang", "510824100", "陵江镇", 2, 2}, {"yunfeng", "510824102", "云峰镇", 1, 1},
    {"dongqing", "510824104", "东青镇", 1, 1},  {"baiqiao", "510824105", "白桥镇", 1, 1},
    {"wulong", "510824107", "五龙镇", 1, 1},    {"yongning", "510824108", "永宁镇", 1, 1},
    {"yuanxi", "510824109", "鸳溪镇", 1, 1},    {"sanchuan", "510824110", "三川镇", 1, 1},
    {"longwang", "510824111", "龙王镇", 1, 2},  {"yuanba", "510824112", "元坝镇", 2, 2},
    {"huanma", "510824113", "唤马镇", 1, 1},    {"qiping", "510824114", "歧坪镇", 1, 1},
    {"baiyi", "510824115", "白驿镇", 1, 1},     {"lijiang", "510824116", "漓江镇", 1, 1},
    {"wenchang", "510824117", "文昌镇", 1, 2},  {"yuedong", "510824118", "岳东镇", 1, 1},
    {"shima", "510824119", "石马镇", 1, 1},     {"yunshan", "510824120", "运山镇", 1, 1},
    {"dongxi", "510824121", "东溪镇", 1, 1},    {"gaopo", "510824122", "高坡镇", 1, 1},
    {"longshan", "510824123", "龙山镇", 1, 2},  {"tingzi", "510824125", "亭子镇", 1, 1},
    {"baili", "510824126", "百利镇", 1, 0},     {"huangmaoya", "510824127", "黄猫垭镇", 1, 1},
    {"hedi", "510824128", "河地镇", 1, 0},      {"baihe", "510824208", "白鹤乡", 1, 1},
    {"zheshui", "510824209", "浙水乡", 1, 1},   {"yueshan", "510824223", "月山乡", 1, 0},
    {"baishan", "510824226", "白山乡", 0, 0},   {"pengdian", "510824228", "彭店乡", 0, 0},
    {"qiaoxi", "510824229", "桥溪乡", 0, 0},
};

}  // namespace

absl::Span<const Township> Townships() { return kTownships; }

}  // namespace jiedui::demo
