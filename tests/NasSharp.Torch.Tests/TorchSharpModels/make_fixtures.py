#!/usr/bin/python3
"""Trains the four models of this folder with PyTorch 1.13 and writes their losses to losses.json: python3 make_fixtures.py."""
import json
import math
import os

import torch
from torch import nn, optim
from torch.nn import functional as F

STEPS = 6


class BasicBlock(nn.Module):
    def __init__(self, before, planes, stride):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(before, planes, 3, stride, 1, bias=False), nn.BatchNorm2d(planes), nn.ReLU(),
            nn.Conv2d(planes, planes, 3, 1, 1, bias=False), nn.BatchNorm2d(planes))
        self.shortcut = nn.Sequential()
        if stride != 1 or before != planes:
            self.shortcut = nn.Sequential(nn.Conv2d(before, planes, 1, stride, bias=False), nn.BatchNorm2d(planes))

    def forward(self, x):
        return F.relu(self.layers(x) + self.shortcut(x))


def resnet():
    return nn.Sequential(
        nn.Conv2d(3, 8, 3, 1, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU(), BasicBlock(8, 8, 1), BasicBlock(8, 16, 2), BasicBlock(16, 16, 1),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 4))


def vgg():
    layers, channels = [], 3
    for width in [8, 0, 16, 16, 0]:
        if width == 0:
            layers.append(nn.MaxPool2d(2, 2))
        else:
            layers += [nn.Conv2d(channels, width, 3, padding=1), nn.BatchNorm2d(width), nn.ReLU()]
            channels = width
    return nn.Sequential(*layers, nn.AvgPool2d(1, 1), nn.Flatten(), nn.Linear(64, 32), nn.ReLU(), nn.Dropout(0.2), nn.Linear(32, 4), nn.LogSoftmax(1))


class LstmClassifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(12, 6, padding_idx=0)
        self.lstm = nn.LSTM(6, 5, num_layers=2, batch_first=True, dropout=0.1, bidirectional=True)
        self.dropout = nn.Dropout(0.1)
        self.fc = nn.Linear(10, 4)

    def forward(self, tokens):
        _, (hidden, _) = self.lstm(self.embedding(tokens))
        return self.fc(self.dropout(torch.cat([hidden[-2], hidden[-1]], 1)))


class TransformerModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.transformer = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, 0.1), 2)
        self.encoder = nn.Embedding(12, 8)
        self.decoder = nn.Linear(8, 12)
        self.dropout = nn.Dropout(0.1)
        nn.init.uniform_(self.encoder.weight, -0.1, 0.1)
        nn.init.zeros_(self.decoder.bias)
        nn.init.uniform_(self.decoder.weight, -0.1, 0.1)
        position = torch.arange(0, 16).unsqueeze(1)
        scale = (torch.arange(0, 8, 2) * (-math.log(10000.0) / 8)).exp()
        self.pe = torch.zeros(16, 1, 8)
        self.pe[:, 0, 0::2] = (position * scale).sin()
        self.pe[:, 0, 1::2] = (position * scale).cos()

    def forward(self, tokens):
        mask = torch.full((len(tokens), len(tokens)), -math.inf).triu(1)
        x = self.dropout(self.encoder(tokens) * math.sqrt(8) + self.pe[:len(tokens)])
        return self.decoder(self.transformer(x, mask))


def train(make, data, make_optimizer, loss_of):
    torch.manual_seed(5)
    model = make()
    optimizer = make_optimizer(model.parameters())
    inputs, targets = data()
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = loss_of(model(inputs), targets)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses


def images():
    return torch.randn(8, 3, 8, 8), torch.randint(0, 4, (8,))


def sentences():
    return torch.randint(1, 12, (8, 7)), torch.randint(0, 4, (8,))


def text():
    tokens = torch.randint(0, 12, (8, 4))
    return tokens[:-1], tokens[1:]


if __name__ == "__main__":
    torch.set_num_threads(1)
    losses = {
        "ResNet": train(resnet, images, lambda p: optim.SGD(p, 0.1, momentum=0.9, weight_decay=1e-4), nn.CrossEntropyLoss(label_smoothing=0.1)),
        "VGG": train(vgg, images, lambda p: optim.Adam(p, 0.01), F.nll_loss),
        "LstmClassifier": train(LstmClassifier, sentences, lambda p: optim.Adam(p, 0.02), nn.CrossEntropyLoss()),
        "TransformerModel": train(TransformerModel, text, lambda p: optim.SGD(p, 1.0),
                                  lambda out, target: nn.CrossEntropyLoss()(out.reshape(-1, 12), target.reshape(-1))),
    }
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "losses.json"), "w") as file:
        json.dump(losses, file, indent=1)
        file.write("\n")
