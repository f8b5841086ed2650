<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Masking</name>
    <message numerus="yes">
        <source>Everything is masked in %n second(s)</source>
        <translation>
            <numerusform>Everything is masked in %n second</numerusform>
            <numerusform>Everything is masked in %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Masked after %n minute(s) without a key or the mouse.</source>
        <translation>
            <numerusform>Masked after %n minute without a key or the mouse.</numerusform>
            <numerusform>Masked after %n minutes without a key or the mouse.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SendingPage</name>
    <message numerus="yes">
        <source>%n place(s) hidden</source>
        <translation>
            <numerusform>%n place hidden</numerusform>
            <numerusform>%n places hidden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message numerus="yes">
        <source>%n message(s) in doubt</source>
        <translation>
            <numerusform>%n message in doubt</numerusform>
            <numerusform>%n messages in doubt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting</source>
        <translation>
            <numerusform>%n message waiting</numerusform>
            <numerusform>%n messages waiting</numerusform>
        </translation>
    </message>
</context>
</TS>
